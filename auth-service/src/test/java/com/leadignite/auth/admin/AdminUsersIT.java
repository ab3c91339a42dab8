package com.leadignite.auth.admin;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link AdminUsersTest}, of the executable. */
@QuarkusIntegrationTest
final class AdminUsersIT extends AdminUsersTest {}
