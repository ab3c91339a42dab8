package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link DisabledFeaturesTest}, of the executable. */
@QuarkusIntegrationTest
final class DisabledFeaturesIT extends DisabledFeaturesTest {}
