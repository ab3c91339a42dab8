package com.leadignite.leads;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class ContractIT extends ContractTest {}
