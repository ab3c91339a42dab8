package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link LeaveOrganizationTest}, of the executable. */
@QuarkusIntegrationTest
final class LeaveOrganizationIT extends LeaveOrganizationTest {}
