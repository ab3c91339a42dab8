package com.leadignite.audit;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class ContractIT extends ContractTest {}
