package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link LockoutResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class LockoutResourceIT extends LockoutResourceTest {}
