package com.leadignite.webhook.processing;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class ProcessingFlowIT extends ProcessingFlowTest {}
