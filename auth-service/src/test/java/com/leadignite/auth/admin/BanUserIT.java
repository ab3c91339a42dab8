package com.leadignite.auth.admin;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link BanUserTest}, of the executable. */
@QuarkusIntegrationTest
final class BanUserIT extends BanUserTest {}
