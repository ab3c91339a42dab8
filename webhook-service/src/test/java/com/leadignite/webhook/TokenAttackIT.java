package com.leadignite.webhook;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class TokenAttackIT extends TokenAttackTest {}
