package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link LastAdminTest}, of the executable. */
@QuarkusIntegrationTest
final class LastAdminIT extends LastAdminTest {}
