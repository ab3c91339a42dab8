package com.leadignite.auth.identity;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link IdentitiesTest}, of the executable. */
@QuarkusIntegrationTest
final class IdentitiesIT extends IdentitiesTest {}
