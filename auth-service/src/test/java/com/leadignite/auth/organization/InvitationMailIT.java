package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link InvitationMailTest}, of the executable. */
@QuarkusIntegrationTest
final class InvitationMailIT extends InvitationMailTest {}
