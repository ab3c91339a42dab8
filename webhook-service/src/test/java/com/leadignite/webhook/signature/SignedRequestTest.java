package com.leadignite.webhook.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SignedRequestTest {

  private static SignedRequest request(String url) {
    return new SignedRequest(
        "POST",
        url,
        Map.of("X-Twilio-Signature", List.of("abc"), "X-Twice", List.of("1", "2")),
        new byte[0]);
  }

  @Test
  void hasWhatASenderSigns() {
    SignedRequest request = request("https://api.example.com/webhooks/v1/in/1?a=%7C&b");

    assertEquals("POST", request.method());
    assertEquals("https://api.example.com/webhooks/v1/in/1?a=%7C&b", request.url());
    assertEquals("a=%7C&b", request.query());
    assertEquals("abc", request.header("x-twilio-signature"));
  }

  @Test
  void hasAnEmptyQueryIfThereIsNone() {
    assertEquals("", request("https://api.example.com/webhooks/v1/in/1").query());
    assertEquals("", request("https://api.example.com/webhooks/v1/in/1?").query());
    assertEquals("?", request("https://api.example.com/webhooks/v1/in/1??").query());
  }

  @Test
  void hasNoValueOfAFieldThatWasSentTwice() {
    assertNull(request("").header("x-twice"));
    assertEquals(List.of("1", "2"), request("").values("X-Twice"));
  }
}
