package com.leadignite.guard.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that Netty, Vert.x or Quarkus would answer below our filters, or read in their own way. */
@QuarkusTest
@WithTestResource(Servers.class)
class HeadTest {

  private static final String ORIGIN = "Origin: https://app.example\r\n";
  private static final String LINE = "GET /edge/v1/request HTTP/1.1\r\n";

  @TestHTTPResource URI base;

  @Inject SeenTargets seen;

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("no target", "GET HTTP/1.1\r\nHost: a\r\n", 400, false),
        Arguments.of("no version", "GET /edge/v1/request\r\nHost: a\r\n", 400, false),
        Arguments.of("no HTTP", "\u0016\u0003\u0001\r\n", 400, false),
        Arguments.of(
            "a line too long",
            "GET /edge/v1/request?a=" + "b".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n",
            414,
            false),
        Arguments.of("no name", LINE + ORIGIN + "Host: a\r\n" + ": x\r\n", 400, true),
        Arguments.of("a blank in a name", LINE + ORIGIN + "Host: a\r\n" + "X y: x\r\n", 400, true),
        Arguments.of("NUL in a field", LINE + ORIGIN + "Host: a\r\n" + "X: a\0b\r\n", 400, true),
        Arguments.of(
            "two lengths",
            LINE + ORIGIN + "Host: a\r\n" + "Content-Length: 2\r\nContent-Length: 3\r\n",
            400,
            true),
        Arguments.of(
            "a length that is none",
            LINE + ORIGIN + "Host: a\r\n" + "Content-Length: x\r\n",
            400,
            true),
        Arguments.of(
            "fields too long",
            LINE + ORIGIN + "Host: a\r\n" + "X-Filler: " + "y".repeat(20_000) + "\r\n",
            431,
            true),
        Arguments.of(
            "fields too long right after the origin",
            LINE + "Host: a\r\n" + ORIGIN + "X-Filler: " + "y".repeat(17_500) + "\r\n",
            431,
            true),
        Arguments.of(
            "too many fields",
            LINE + ORIGIN + "Host: a\r\n" + "X-Filler: y\r\n".repeat(100),
            431,
            true),
        Arguments.of("a bare LF", LINE + ORIGIN + "Host: a\r\nX: y\nAccept: */*\r\n", 400, true),
        Arguments.of(
            "an encoding that is not known",
            LINE + ORIGIN + "Host: a\r\nTransfer-Encoding: xchunked\r\n",
            400,
            true),
        Arguments.of(
            "two encodings",
            LINE + ORIGIN + "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n",
            400,
            true),
        Arguments.of(
            "a folded encoding",
            LINE + ORIGIN + "Host: a\r\nTransfer-Encoding:\r\n chunked\r\n",
            400,
            true),
        Arguments.of(
            "a length besides chunks",
            "POST /edge/v1/raw HTTP/1.1\r\n"
                + ORIGIN
                + "Host: a\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            400,
            true),
        Arguments.of(
            "a length besides chunks, in the old version",
            "POST /edge/v1/raw HTTP/1.0\r\n"
                + ORIGIN
                + "Host: a\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            400,
            true),
        Arguments.of("another version", "GET / HTTP/1.7\r\n" + ORIGIN + "Host: a\r\n", 400, true),
        Arguments.of("HTTP/2", "PRI * HTTP/2.0\r\n" + ORIGIN, 400, true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  @Tag("B46")
  void isRefusedByTheGuardItselfAndTheConnectionClosed(
      String name, String head, int status, boolean originIsRead) {
    Wire.Answer answer = wire().raw(head + "\r\n");

    assertEquals(status, answer.status());
    assertEquals("application/problem+json", answer.header("content-type"));
    assertTrue(answer.body().contains("\"status\":" + status), answer.body());
    assertTrue(
        answer.body().contains("\"request_id\":\"" + answer.header("x-request-id") + "\""),
        answer.body());
    assertEquals("nosniff", answer.header("x-content-type-options"));
    assertEquals(
        originIsRead ? "https://app.example" : "", answer.header("access-control-allow-origin"));
  }

  @Test
  @Tag("B46")
  void readsWhatBrowsersLeaveAsItIsInAQuery() {
    Wire.Answer answer = wire().get("/edge/v1/query?q=a|b{c}d^e`f\\g&r=[1]\"<>");

    assertEquals(200, answer.status());
    assertTrue(answer.body().contains("\"q\":[\"a|b{c}d^e`f\\\\g\"]"), answer.body());
    assertTrue(answer.body().contains("\"r\":[\"[1]\\\"<>\"]"), answer.body());
  }

  @Test
  @Tag("B46")
  void takesASemicolonForACharacterOfTheQuery() {
    Wire.Answer answer = wire().get("/edge/v1/query?a=1;b=2&c=3%3Bd");

    assertTrue(answer.body().contains("\"a\":[\"1;b=2\"]"), answer.body());
    assertTrue(answer.body().contains("\"c\":[\"3;d\"]"), answer.body());
  }

  @ParameterizedTest
  @Tag("B46")
  @ValueSource(
      strings = {
        "",
        "Host: a\r\nHost: a\r\n",
        "Host: a\r\nHost: b\r\n",
        "Host:\r\n",
        "Host: a b\r\n",
        "Host: a/b\r\n",
        "Host: a@b\r\n",
        "Host: a, b\r\n",
        "Host: a:b\r\n",
        "Host: a:99999\r\n",
        "Host: [\r\n"
      })
  void refusesAnyNumberOfHostsButOne(String hosts) {
    Wire.Answer answer = wire().raw(LINE + hosts + ORIGIN + "\r\n");

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("/problems/malformed-request"), answer.body());
    assertEquals("https://app.example", answer.header("access-control-allow-origin"));
    assertEquals("close", answer.header("connection"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "app.example:8443", "[::1]:8080", "10.0.0.1", "xn--mnchen-3ya.de"})
  void takesOneHost(String host) {
    assertEquals(200, close(LINE + "Host: " + host + "\r\n").status());
  }

  @Test
  void letsTheOldVersionDoWithoutAHost() {
    assertEquals(200, wire().raw("GET /edge/v1/request HTTP/1.0\r\n\r\n").status());
    // Which is to be closed without being asked, or its client waits.
    assertEquals(400, wire().raw("GET /edge/v1;a HTTP/1.0\r\n\r\n").status());
  }

  @ParameterizedTest
  @Tag("B46")
  @CsvSource({
    "Authorization,Bearer a,Bearer b",
    "Content-Type,application/json,text/plain",
    "Origin,https://app.example,https://evil.example",
    "Idempotency-Key,a,b",
    "Cookie,a=1,a=2",
    "user-agent,a,a"
  })
  void refusesASecondLineOfAFieldWithOneValue(String name, String first, String second) {
    Wire.Answer answer =
        wire()
            .raw(
                LINE
                    + "Host: a\r\n"
                    + name
                    + ": "
                    + first
                    + "\r\nX: y\r\n"
                    + name
                    + ": "
                    + second
                    + "\r\n\r\n");

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("once"), answer.body());
  }

  static Stream<Arguments> last() {
    String post = "POST /edge/v1/raw HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n";
    return Stream.of(
        Arguments.of(
            "of two encodings",
            post + "Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            400),
        Arguments.of("without a body", LINE + "Host: a\r\nHost: b\r\n\r\n", 400),
        Arguments.of(
            "of a field sent twice",
            post + "Origin: a\r\nOrigin: b\r\nContent-Length: 5\r\n\r\nhello",
            400),
        Arguments.of(
            "too large", post + "Content-Length: 3000000\r\n\r\n" + "a".repeat(3_000_000), 413));
  }

  /** What a reader that sees another end takes for the request's body must not be acted on. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("last")
  @Tag("B38")
  void processesNothingBehindTheLastRequestOfAConnection(String name, String first, int status) {
    String target = "/edge/v1/request?behind=" + UUID.randomUUID();
    String second = "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";

    Wire.Answer answer = wire().raw(first + second);

    assertEquals(status, answer.status());
    assertFalse(answer.body().contains("HTTP/1.1"), answer.body());
    assertFalse(seen.contains(target));
    // Else the line above would hold for any reason.
    wire().get(target);
    assertTrue(seen.contains(target));
  }

  @Test
  @Tag("B46")
  void joinsTheLinesOfAList() {
    Wire.Answer answer = wire().get("/edge/v1/query", "If-Match: \"1\"", "X: y", "IF-MATCH: \"2\"");

    assertTrue(answer.body().contains("\"if_match\":[\"\\\"1\\\", \\\"2\\\"\"]"), answer.body());
  }

  private Wire.Answer close(String head) {
    return wire().raw(head + "Connection: close\r\n\r\n");
  }

  private Wire wire() {
    return Wire.to(base.getPort());
  }
}
