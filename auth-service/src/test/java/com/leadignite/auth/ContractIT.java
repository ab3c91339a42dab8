package com.leadignite.auth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class ContractIT extends ContractTest {}
