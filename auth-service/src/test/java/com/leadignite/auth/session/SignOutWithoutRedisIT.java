package com.leadignite.auth.session;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SignOutWithoutRedisTest}, of the executable. */
@QuarkusIntegrationTest
final class SignOutWithoutRedisIT extends SignOutWithoutRedisTest {}
