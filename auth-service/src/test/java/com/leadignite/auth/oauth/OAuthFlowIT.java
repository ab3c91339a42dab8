package com.leadignite.auth.oauth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link OAuthFlowTest}, of the executable. */
@QuarkusIntegrationTest
final class OAuthFlowIT extends OAuthFlowTest {}
