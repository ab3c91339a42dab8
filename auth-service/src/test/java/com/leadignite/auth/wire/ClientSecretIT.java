package com.leadignite.auth.wire;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link ClientSecretTest}, of the executable. */
@QuarkusIntegrationTest
final class ClientSecretIT extends ClientSecretTest {}
