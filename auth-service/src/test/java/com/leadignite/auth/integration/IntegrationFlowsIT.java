package com.leadignite.auth.integration;

import com.leadignite.auth.testing.WithOperator;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The same against the packaged service. */
@QuarkusIntegrationTest
@TestProfile(WithOperator.class)
final class IntegrationFlowsIT extends IntegrationFlowsTest {}
