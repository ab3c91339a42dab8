package com.leadignite.auth.wire;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link PasswordOracleTest}, of the executable. */
@QuarkusIntegrationTest
final class PasswordOracleIT extends PasswordOracleTest {}
