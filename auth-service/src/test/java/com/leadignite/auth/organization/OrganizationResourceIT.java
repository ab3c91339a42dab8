package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link OrganizationResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class OrganizationResourceIT extends OrganizationResourceTest {}
