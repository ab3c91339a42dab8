package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link AuthorityTest}, of the executable. */
@QuarkusIntegrationTest
final class AuthorityIT extends AuthorityTest {}
