package com.leadignite.auth.wire;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link DiscoveryResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class DiscoveryResourceIT extends DiscoveryResourceTest {}
