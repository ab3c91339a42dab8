package com.leadignite.auth.apikey;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link ApiKeyResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class ApiKeyResourceIT extends ApiKeyResourceTest {}
