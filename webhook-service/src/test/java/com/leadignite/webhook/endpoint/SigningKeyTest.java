package com.leadignite.webhook.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The vector of Standard Webhooks. */
  @Test
  void signsAsStandardWebhooksDoes() {
    SigningKey key = SigningKey.parse(SECRET).orElseThrow();

    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        key.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void isShownAsItWasGiven() {
    assertEquals(SECRET, SigningKey.parse(SECRET).orElseThrow().text());
    SigningKey made = SigningKey.generate(new SecureRandom());
    assertTrue(SigningKey.parse(made.text()).orElseThrow().isSameAs(made));
    assertFalse(made.toString().contains(made.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_AAAA",
        "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa*w"
      })
  void readsNothingElse(String text) {
    assertTrue(SigningKey.parse(text).isEmpty());
  }
}
