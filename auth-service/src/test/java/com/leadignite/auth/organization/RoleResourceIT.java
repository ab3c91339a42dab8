package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link RoleResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class RoleResourceIT extends RoleResourceTest {}
