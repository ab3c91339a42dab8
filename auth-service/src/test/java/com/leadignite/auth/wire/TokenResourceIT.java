package com.leadignite.auth.wire;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link TokenResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class TokenResourceIT extends TokenResourceTest {}
