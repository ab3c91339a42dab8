package com.leadignite.guard.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B38")
class BodyTest {

  private static final int CAP = 65_536;

  @TestHTTPResource URI base;

  @Test
  void takesABodyOfExactlyTheCap() {
    Wire.Answer answer =
        wire().send("POST", "/edge/v1/raw", "x".repeat(CAP), "Content-Type: text/plain");

    assertEquals("{\"length\":" + CAP + "}", answer.body());
  }

  @Test
  void refusesABodyOneByteLongerByItsLength() {
    Wire.Answer answer =
        wire().send("POST", "/edge/v1/raw", "x".repeat(CAP + 1), "Content-Type: text/plain");

    assertTooLarge(answer);
  }

  @Test
  void refusesAHugeLengthWithoutWaitingForTheBody() {
    Wire.Answer answer = wire().raw(head("Content-Length: 9223372036854775807") + "x");

    assertTooLarge(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"18446744073709551615", "99999999999999999999999", "-1", "+5", "5x", "0x5"})
  void refusesALengthThatIsNoLength(String length) {
    int status = wire().raw(head("Content-Length: " + length) + "hello").status();

    assertTrue(status == 400 || status == 413, "was " + status);
  }

  @Test
  void takesAChunkedBodyOfExactlyTheCap() {
    Wire.Answer answer =
        wire().raw(head("Transfer-Encoding: chunked") + chunks(CAP / 4096, 4096) + "0\r\n\r\n");

    assertEquals("{\"length\":" + CAP + "}", answer.body());
  }

  @Test
  void countsAChunkedBodyAndRefusesItAtTheCap() {
    Wire.Answer answer =
        wire().raw(head("Transfer-Encoding: chunked") + chunks(CAP / 4096 + 1, 4096));

    assertTooLarge(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
  void countsAChunkedFormIfTheEndpointTakesItAsBytes(String type) {
    String head =
        "POST /edge/v1/raw HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + type
            + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";

    Wire.Answer most = wire().raw(head + chunks(CAP / 4096, 4096) + "0\r\n\r\n");
    Wire.Answer more = wire().raw(head + chunks(CAP / 4096 + 1, 4096) + "0\r\n\r\n");

    assertEquals("{\"length\":" + CAP + "}", most.body());
    assertTooLarge(more);
  }

  @Test
  void allowsMoreIfAPathIsConfiguredSo() {
    Wire.Answer answer =
        wire().send("POST", "/edge/v1/imports", "x".repeat(4 * CAP), "Content-Type: text/csv");

    assertEquals("{\"length\":" + 4 * CAP + "}", answer.body());
  }

  @Test
  void neverReadsWhatFollowsABodyOfTwoLengthsAsARequest() {
    String hidden = "GET /edge/v1/request HTTP/1.1\r\nHost: localhost\r\n\r\n";
    Wire.Answer answer =
        wire().raw(head("Content-Length: 5", "Transfer-Encoding: chunked") + "0\r\n\r\n" + hidden);

    assertEquals(-1, answer.body().indexOf("\"address\""), answer.body());
    assertEquals(-1, answer.body().indexOf("HTTP/1.1"), answer.body());
  }

  @Test
  void refusesTwoDifferentLengths() {
    assertEquals(
        400, wire().raw(head("Content-Length: 5", "Content-Length: 6") + "hello").status());
  }

  @Test
  void refusesAnEncodingBesidesChunked() {
    Wire.Answer answer =
        wire().raw(head("Transfer-Encoding: xchunked") + "5\r\nhello\r\n0\r\n\r\n");

    assertTrue(answer.status() >= 400 && answer.status() < 500, "was " + answer.status());
  }

  @Test
  void refusesACompressedBody() {
    Wire.Answer answer =
        wire()
            .send(
                "POST",
                "/edge/v1/raw",
                "x",
                "Content-Type: application/json",
                "Content-Encoding: gzip");

    assertEquals(415, answer.status());
    assertTrue(answer.body().contains("/problems/unsupported-media-type"));
  }

  @Test
  void refusesABodyWithoutAType() {
    assertEquals(415, wire().send("POST", "/edge/v1/raw", "x").status());
  }

  @Test
  void refusesATypeTheEndpointDoesNotTake() {
    Wire.Answer answer = wire().send("POST", "/edge/v1/things", "a=b", "Content-Type: text/plain");

    assertEquals(415, answer.status());
    assertEquals("application/problem+json", answer.header("content-type"));
  }

  @Test
  void answersAClientThatWaitsToBeAskedForItsBody() {
    Wire.Answer answer = wire().raw(head("Content-Length: 5", "Expect: 100-continue") + "hello");

    assertEquals(100, answer.status());
    assertTrue(answer.body().contains("{\"length\":5}"), answer.body());
  }

  @Test
  void hearsASenderOutBeforeItClosesSoThatTheAnswerIsNotLost() throws IOException {
    String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
    String request =
        "POST /edge/v1/raw HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunk.repeat(64)
            + "0\r\n\r\n";
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(60_000);

      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }
  }

  @Test
  void holdsNoMoreBodiesThanFitAndHasRoomForSmallOnesWhileLargeOnesDoNotEnd() throws Exception {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket socket = new Socket(base.getHost(), base.getPort());
        held.add(socket);
        socket.setSoTimeout(60_000);
        String head =
            "POST /edge/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                + "Content-Length: "
                + 4 * CAP
                + "\r\n\r\n";
        String half = head + "x".repeat(2 * CAP);
        socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }

      assertEquals(
          200, wire().send("POST", "/edge/v1/raw", "x", "Content-Type: text/plain").status());
      String answer = busy(held);
      assertTrue(answer.toLowerCase(Locale.ROOT).contains("retry-after: 1"), answer);
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
    int again = 503;
    for (int i = 0; i < 1_200 && again == 503; i++) {
      Thread.sleep(50);
      again =
          wire()
              .send("POST", "/edge/v1/imports", "x".repeat(4 * CAP), "Content-Type: text/csv")
              .status();
    }
    assertEquals(200, again);
  }

  @Test
  void holdsNoMoreFormsThanFitAndEndsThoseThatDoNotEnd() throws Exception {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        held.add(half("/edge/v1/forms", "application/x-www-form-urlencoded", CAP / 2));
      }
      Set<String> statuses = new TreeSet<>();
      for (Socket socket : held) {
        statuses.add(
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .substring(9, 12));
      }
      assertEquals(Set.of("400", "503"), statuses);
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
    assertEquals(
        "{\"name\":\"ada\"}",
        wire()
            .send(
                "POST",
                "/edge/v1/forms",
                "name=ada",
                "Content-Type: application/x-www-form-urlencoded")
            .body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=%zz", "name=%", "a=1&%e4%=2"})
  void answersAFormThatCannotBeRead(String form) {
    Wire.Answer answer =
        wire()
            .send(
                "POST", "/edge/v1/forms", form, "Content-Type: application/x-www-form-urlencoded");

    assertEquals(400, answer.status(), answer.body());
    assertTrue(answer.body().contains("/problems/malformed-request"), answer.body());
  }

  @Test
  void answersABodyThatTakesTooLong() throws Exception {
    try (Socket socket = half("/edge/v1/raw", "text/plain", 5)) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(answer.contains("takes too long"), answer);
    }
  }

  /** The first answer that says that there is no room; all others end by their time. */
  private static String busy(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets.reversed()) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (answer.startsWith("HTTP/1.1 503 ")) {
        return answer;
      }
    }
    throw new AssertionError("there was room for all of " + sockets.size());
  }

  /** A request whose body is begun and never ends. */
  private Socket half(String path, String type, int sent) throws IOException {
    Socket socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout(60_000);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + CAP
            + "\r\n\r\n"
            + "x".repeat(sent);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void assertTooLarge(Wire.Answer answer) {
    assertEquals(413, answer.status());
    assertEquals("application/problem+json", answer.header("content-type"));
    assertTrue(answer.body().contains("/problems/body-too-large"), answer.body());
    assertTrue(answer.header("connection").contains("close"));
  }

  private static String head(String... headers) {
    return "POST /edge/v1/raw HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: text/plain\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  private static String chunks(int count, int size) {
    return (Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n").repeat(count);
  }

  private Wire wire() {
    return Wire.to(base.getPort());
  }
}
