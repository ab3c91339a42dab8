package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link MembershipRaceTest}, of the executable. */
@QuarkusIntegrationTest
final class MembershipRaceIT extends MembershipRaceTest {}
