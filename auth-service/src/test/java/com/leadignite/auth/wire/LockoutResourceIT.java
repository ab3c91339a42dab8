package com.leadignite.auth.wire;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link LockoutResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class LockoutResourceIT extends LockoutResourceTest {}
