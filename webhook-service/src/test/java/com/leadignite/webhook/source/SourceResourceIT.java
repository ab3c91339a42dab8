package com.leadignite.webhook.source;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class SourceResourceIT extends SourceResourceTest {}
