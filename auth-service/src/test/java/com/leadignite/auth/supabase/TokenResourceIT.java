package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link TokenResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class TokenResourceIT extends TokenResourceTest {}
