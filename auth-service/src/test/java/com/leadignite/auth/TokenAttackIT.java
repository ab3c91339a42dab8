package com.leadignite.auth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class TokenAttackIT extends TokenAttackTest {}
