package com.leadignite.auth.wire;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SignUpResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class SignUpResourceIT extends SignUpResourceTest {}
