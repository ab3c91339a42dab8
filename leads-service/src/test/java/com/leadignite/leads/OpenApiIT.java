package com.leadignite.leads;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class OpenApiIT extends OpenApiTest {}
