package com.leadignite.auth.wire;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link DisabledFeaturesTest}, of the executable. */
@QuarkusIntegrationTest
final class DisabledFeaturesIT extends DisabledFeaturesTest {}
