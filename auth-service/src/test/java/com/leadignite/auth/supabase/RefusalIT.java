package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link RefusalTest}, of the executable. */
@QuarkusIntegrationTest
final class RefusalIT extends RefusalTest {}
