package com.leadignite.auth.supabase;

import com.leadignite.auth.testing.WithoutAutoconfirm;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link GenerateLinkTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(WithoutAutoconfirm.class)
final class GenerateLinkIT extends GenerateLinkTest {}
