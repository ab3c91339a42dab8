package com.leadignite.auth.social;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SocialAttackTest}, of the executable. */
@QuarkusIntegrationTest
final class SocialAttackIT extends SocialAttackTest {}
