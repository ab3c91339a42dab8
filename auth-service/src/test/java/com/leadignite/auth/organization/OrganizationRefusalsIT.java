package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class OrganizationRefusalsIT extends OrganizationRefusalsTest {}
