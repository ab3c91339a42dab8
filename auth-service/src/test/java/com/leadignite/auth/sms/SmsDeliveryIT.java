package com.leadignite.auth.sms;

import com.leadignite.auth.testing.WithoutAutoconfirm;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link SmsDeliveryTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(WithoutAutoconfirm.class)
final class SmsDeliveryIT extends SmsDeliveryTest {}
