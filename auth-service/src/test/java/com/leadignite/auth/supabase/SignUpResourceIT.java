package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SignUpResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class SignUpResourceIT extends SignUpResourceTest {}
