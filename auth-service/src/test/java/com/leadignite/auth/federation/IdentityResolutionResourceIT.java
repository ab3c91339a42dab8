package com.leadignite.auth.federation;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link IdentityResolutionResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class IdentityResolutionResourceIT extends IdentityResolutionResourceTest {}
