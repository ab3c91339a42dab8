package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link KnownDeviceTest}, of the executable. */
@QuarkusIntegrationTest
final class KnownDeviceIT extends KnownDeviceTest {}
