package com.leadignite.auth.session;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SessionResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class SessionResourceIT extends SessionResourceTest {}
