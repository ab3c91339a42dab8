package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link GuessedInvitationTest}, of the executable. */
@QuarkusIntegrationTest
final class GuessedInvitationIT extends GuessedInvitationTest {}
