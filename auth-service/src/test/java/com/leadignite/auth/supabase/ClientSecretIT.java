package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link ClientSecretTest}, of the executable. */
@QuarkusIntegrationTest
final class ClientSecretIT extends ClientSecretTest {}
