package com.leadignite.auth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link OpenApiTest}, of the executable. */
@QuarkusIntegrationTest
final class OpenApiIT extends OpenApiTest {}
