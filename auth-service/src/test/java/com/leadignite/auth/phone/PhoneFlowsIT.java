package com.leadignite.auth.phone;

import com.leadignite.auth.testing.WithoutAutoconfirm;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link PhoneFlowsTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(WithoutAutoconfirm.class)
final class PhoneFlowsIT extends PhoneFlowsTest {}
