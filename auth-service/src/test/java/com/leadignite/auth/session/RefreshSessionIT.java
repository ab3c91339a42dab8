package com.leadignite.auth.session;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link RefreshSessionTest}, of the executable. */
@QuarkusIntegrationTest
final class RefreshSessionIT extends RefreshSessionTest {}
