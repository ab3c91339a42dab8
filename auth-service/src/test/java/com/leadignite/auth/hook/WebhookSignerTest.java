package com.leadignite.auth.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {

  private static final String SECRET = "v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "v1,whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330L);

  // standardwebhooks.com, the test vector of its libraries.
  @Test
  void signsTheExampleOfStandardWebhooks() {
    assertEquals(
        Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        WebhookSigner.of(SECRET)
            .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, "{\"test\": 2432232314}"));
  }

  @Test
  void signsWithEachSecretWhileOneReplacesAnother() {
    String both =
        WebhookSigner.of(OTHER + "|" + SECRET).sign("id", AT, "{}").get("webhook-signature");

    assertEquals(
        WebhookSigner.of(OTHER).sign("id", AT, "{}").get("webhook-signature")
            + " "
            + WebhookSigner.of(SECRET).sign("id", AT, "{}").get("webhook-signature"),
        both);
  }

  @ParameterizedTest
  @Tag("B2")
  @ValueSource(
      strings = {
        "",
        "v1,whsec_",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "v1,whsec_c2hvcnQ=",
        "v1,whsec_not base64 at all, but a long text",
        "v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw|"
      })
  void refusesSecretsThatAreNone(String secrets) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> WebhookSigner.of(secrets));

    assertFalse(String.valueOf(refusal.getMessage()).contains("base64 at all"));
  }
}
