package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link DiscoveryResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class DiscoveryResourceIT extends DiscoveryResourceTest {}
