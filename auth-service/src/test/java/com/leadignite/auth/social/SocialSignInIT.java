package com.leadignite.auth.social;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SocialSignInTest}, of the executable. */
@QuarkusIntegrationTest
final class SocialSignInIT extends SocialSignInTest {}
