package com.leadignite.guard.edge;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
class CorsTest {

  private static final String PREFLIGHT = "Access-Control-Request-Method: POST";

  @TestHTTPResource URI base;

  @Test
  void answersThePreflightOfAnAllowedOrigin() {
    Wire.Answer answer =
        wire()
            .send(
                "OPTIONS",
                "/edge/v1/things",
                "",
                "Origin: https://app.example",
                PREFLIGHT,
                "Access-Control-Request-Headers: authorization,x-client-info,traceparent");

    assertEquals(204, answer.status());
    assertEquals("https://app.example", answer.header("access-control-allow-origin"));
    assertEquals("true", answer.header("access-control-allow-credentials"));
    assertEquals("Origin", answer.header("vary"));
    assertEquals("nosniff", answer.header("x-content-type-options"));
    assertEquals(
        "authorization,x-client-info,traceparent", answer.header("access-control-allow-headers"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "traceparent, tracestate, baggage, sentry-trace", "X-New.Field_1"})
  void letsAnAllowedOriginSendTheFieldsItAsksFor(String asked) {
    Wire.Answer answer = preflight("Access-Control-Request-Headers: " + asked);

    assertEquals(204, answer.status());
    assertEquals(asked, answer.header("access-control-allow-headers"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a<b", "a\u00ffb", "a=b", "*"})
  void doesNotRepeatWhatNamesNoFields(String asked) {
    Wire.Answer answer = preflight("Access-Control-Request-Headers: " + asked);

    assertEquals("", answer.header("access-control-allow-headers"));
  }

  @Test
  void letsAnAllowedOriginReadTheAnswerAndErrors() {
    for (String target :
        List.of("/edge/v1/request", "/edge/v1/broken", "/nothing/here", "/edge/v1/things;a=b")) {
      Wire.Answer answer = wire().get(target, "Origin: http://localhost:5173");

      assertEquals("http://localhost:5173", answer.header("access-control-allow-origin"));
      String readable = answer.header("access-control-expose-headers");
      assertTrue(readable.contains("x-sb-error-code"), readable);
      assertTrue(readable.contains("idempotency-replayed"), readable);
      assertEquals("Origin", answer.header("vary"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "https://evil.example",
        "https://app.example.evil.example",
        "https://xapp.example",
        "http://app.example",
        "https://app.example:444",
        "HTTPS://APP.EXAMPLE",
        "https://app.example/"
      })
  void givesAnyOtherOriginNothing(String origin) {
    Wire.Answer read = wire().get("/edge/v1/request", "Origin: " + origin);
    Wire.Answer preflight =
        wire().send("OPTIONS", "/edge/v1/things", "", "Origin: " + origin, PREFLIGHT);

    for (Wire.Answer answer : List.of(read, preflight)) {
      assertEquals("Origin", answer.header("vary"));
      assertTrue(
          answer.headers().keySet().stream().noneMatch(n -> n.startsWith("access-control-")));
    }
  }

  @Test
  void variesByOriginEvenIfNoneIsSent() {
    assertEquals("Origin", wire().get("/edge/v1/request").header("vary"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "null", "https://*.example", "https://app.example/", "app.example", "/.*/"})
  void cannotBeConfiguredWithAnythingButOrigins(String origin) {
    assertThrows(IllegalArgumentException.class, () -> Origins.check(origin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://app.example", "http://localhost:5173"})
  void canBeConfiguredWithOrigins(String origin) {
    assertDoesNotThrow(() -> Origins.check(origin));
  }

  private Wire.Answer preflight(String field) {
    return wire()
        .send("OPTIONS", "/edge/v1/things", "", "Origin: https://app.example", PREFLIGHT, field);
  }

  private Wire wire() {
    return Wire.to(base.getPort());
  }
}
