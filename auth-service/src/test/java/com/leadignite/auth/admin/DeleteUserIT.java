package com.leadignite.auth.admin;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link DeleteUserTest}, of the executable. */
@QuarkusIntegrationTest
final class DeleteUserIT extends DeleteUserTest {}
