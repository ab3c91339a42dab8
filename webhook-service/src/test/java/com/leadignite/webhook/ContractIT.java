package com.leadignite.webhook;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class ContractIT extends ContractTest {}
