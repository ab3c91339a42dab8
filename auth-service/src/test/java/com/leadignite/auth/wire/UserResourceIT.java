package com.leadignite.auth.wire;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link UserResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class UserResourceIT extends UserResourceTest {}
