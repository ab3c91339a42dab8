package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link UserResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class UserResourceIT extends UserResourceTest {}
