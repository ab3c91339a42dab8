package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link BreachedPasswordTest}, of the executable. */
@QuarkusIntegrationTest
final class BreachedPasswordIT extends BreachedPasswordTest {}
