package com.leadignite.auth.sms;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link TwilioTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(TwilioTest.ByTwilio.class)
final class TwilioIT extends TwilioTest {}
