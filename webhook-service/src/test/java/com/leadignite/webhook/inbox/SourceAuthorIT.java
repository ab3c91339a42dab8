package com.leadignite.webhook.inbox;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class SourceAuthorIT extends SourceAuthorTest {}
