package com.leadignite.auth.oauth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link OAuthAttackTest}, of the executable. */
@QuarkusIntegrationTest
final class OAuthAttackIT extends OAuthAttackTest {}
