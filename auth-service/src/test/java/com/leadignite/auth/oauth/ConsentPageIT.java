package com.leadignite.auth.oauth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link ConsentPageTest}, of the executable. */
@QuarkusIntegrationTest
final class ConsentPageIT extends ConsentPageTest {}
