package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link MfaRequirementTest}, of the executable. */
@QuarkusIntegrationTest
final class MfaRequirementIT extends MfaRequirementTest {}
