package com.leadignite.auth.sms;

import com.leadignite.auth.testing.WithProviders;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link TwilioTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(WithProviders.class)
final class TwilioIT extends TwilioTest {}
