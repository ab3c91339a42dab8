package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link OrganizationBodiesTest}, of the executable. */
@QuarkusIntegrationTest
final class OrganizationBodiesIT extends OrganizationBodiesTest {}
