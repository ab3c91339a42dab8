package com.leadignite.auth.sms;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link SmsDeliveryTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(SmsDeliveryTest.FewTexts.class)
final class SmsDeliveryIT extends SmsDeliveryTest {}
