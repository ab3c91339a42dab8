package com.leadignite.auth.captcha;

import com.leadignite.auth.testing.WithCaptcha;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** {@link CaptchaTest}, of the executable. */
@QuarkusIntegrationTest
@TestProfile(WithCaptcha.class)
final class CaptchaIT extends CaptchaTest {}
