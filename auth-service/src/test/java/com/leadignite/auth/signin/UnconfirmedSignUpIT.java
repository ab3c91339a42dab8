package com.leadignite.auth.signin;

import com.leadignite.auth.testing.WithoutAutoconfirm;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link UnconfirmedSignUpTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(WithoutAutoconfirm.class)
final class UnconfirmedSignUpIT extends UnconfirmedSignUpTest {}
