package com.leadignite.auth.key;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link KeyResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class KeyResourceIT extends KeyResourceTest {}
