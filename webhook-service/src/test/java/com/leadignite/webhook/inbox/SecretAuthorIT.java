package com.leadignite.webhook.inbox;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class SecretAuthorIT extends SecretAuthorTest {}
