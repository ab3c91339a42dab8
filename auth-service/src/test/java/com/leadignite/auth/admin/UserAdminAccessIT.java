package com.leadignite.auth.admin;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link UserAdminAccessTest}, of the executable. */
@QuarkusIntegrationTest
final class UserAdminAccessIT extends UserAdminAccessTest {}
