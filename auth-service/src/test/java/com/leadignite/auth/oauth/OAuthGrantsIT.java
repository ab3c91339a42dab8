package com.leadignite.auth.oauth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link OAuthGrantsTest}, of the executable. */
@QuarkusIntegrationTest
final class OAuthGrantsIT extends OAuthGrantsTest {}
