package com.leadignite.auth.hook;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link HookFlowsTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(HookFlowsTest.WithHooks.class)
final class HookFlowsIT extends HookFlowsTest {}
