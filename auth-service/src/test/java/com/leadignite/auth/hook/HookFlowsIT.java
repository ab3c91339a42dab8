package com.leadignite.auth.hook;

import com.leadignite.auth.testing.WithOperator;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link HookFlowsTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(WithOperator.class)
final class HookFlowsIT extends HookFlowsTest {}
