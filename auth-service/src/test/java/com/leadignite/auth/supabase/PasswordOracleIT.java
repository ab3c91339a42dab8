package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link PasswordOracleTest}, of the executable. */
@QuarkusIntegrationTest
final class PasswordOracleIT extends PasswordOracleTest {}
