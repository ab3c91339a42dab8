package com.leadignite.auth.oauth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link OAuthClientTest}, of the executable. */
@QuarkusIntegrationTest
final class OAuthClientIT extends OAuthClientTest {}
