package com.leadignite.guard.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.OtherSettings;
import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One address has a share of what bodies may take, whatever it opens. */
@QuarkusTest
@TestProfile(OtherSettings.class)
@WithTestResource(Servers.class)
@Tag("B40")
class BodyShareTest {

  private static final int LARGE = 256 * 1024;
  private static final int CAP = 64 * 1024;
  private static final int SHARE = 512 * 1024;
  private static final String FORM = "application/x-www-form-urlencoded";

  @TestHTTPResource URI base;
  @Inject BodyBudget budget;
  @Inject HeldUntilClosed held;

  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (Socket socket : open) {
      socket.close();
    }
    await(() -> budget.held() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/edge/v1/raw text/plain", "/edge/v1/forms " + FORM})
  void whatIsAnnouncedAndNeverSentCountsNothing(String request) throws Exception {
    String[] pathAndType = request.split(" ", 2);
    for (int i = 0; i < 300; i++) {
      begin("127.0.0.4", pathAndType[0], pathAndType[1], CAP, 0);
    }

    Wire.Answer own = post("127.0.0.4", "/edge/v1/forms", FORM, "name=" + "a".repeat(8_000));
    Wire.Answer other = post("127.0.0.1", "/edge/v1/raw", "text/plain", "x".repeat(CAP));

    assertEquals(200, own.status(), own.body());
    assertEquals(200, other.status(), other.body());
    await(() -> budget.held() == 0);
  }

  @Test
  void oneAddressWithAllThatItMayOpenLeavesTheOthersAlone() throws Exception {
    for (int i = 0; i < 40; i++) {
      begin("127.0.0.4", "/edge/v1/imports", "text/csv", LARGE, LARGE - 1);
      begin("127.0.0.4", "/edge/v1/raw", "text/plain", 16_000, 15_999);
    }
    fillUp("127.0.0.4");

    Wire.Answer own = post("127.0.0.4", "/edge/v1/imports", "text/csv", "x".repeat(LARGE));
    Wire.Answer other = post("127.0.0.1", "/edge/v1/imports", "text/csv", "x".repeat(LARGE));

    assertEquals(503, own.status(), own.body());
    assertEquals("1", own.header("retry-after"));
    assertEquals(200, other.status(), other.body());
    await(() -> budget.held() <= SHARE && budget.senders() == 1);
  }

  @Test
  void ofOneAddressLargeBodiesLeaveAQuarterToSmallOnes() throws Exception {
    begin("127.0.0.4", "/edge/v1/imports", "text/csv", LARGE, LARGE - 1);
    begin("127.0.0.4", "/edge/v1/imports", "text/csv", LARGE, LARGE / 2 - 1);
    await(() -> budget.held() == LARGE + LARGE / 2 - 2);

    Wire.Answer large = post("127.0.0.4", "/edge/v1/raw", "text/plain", "x".repeat(CAP));
    Wire.Answer small = post("127.0.0.4", "/edge/v1/raw", "text/plain", "x".repeat(8_000));

    assertEquals(503, large.status(), large.body());
    assertEquals(200, small.status(), small.body());
  }

  @Test
  void thoseWhoHoldLittleHaveAQuarterThatManyAddressesCannotTake() throws Exception {
    for (int i = 1; i <= 12; i++) {
      long held = i * (LARGE - 1L);
      begin("127.0.0.1" + (10 + i), "/edge/v1/imports", "text/csv", LARGE, LARGE - 1);
      await(() -> budget.held() == held);
    }

    Wire.Answer large = post("127.0.0.1", "/edge/v1/imports", "text/csv", "x".repeat(LARGE));
    Wire.Answer small = post("127.0.0.1", "/edge/v1/raw", "text/plain", "x".repeat(CAP));

    assertEquals(503, large.status(), large.body());
    assertEquals(200, small.status(), small.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/edge/v1/raw text/plain", "/edge/v1/forms " + FORM})
  void whatClosesIsReleasedAtOnce(String request) throws Exception {
    String[] pathAndType = request.split(" ", 2);
    for (int i = 0; i < 8; i++) {
      begin("127.0.0.4", pathAndType[0], pathAndType[1], CAP, 32_000);
    }
    await(() -> budget.held() >= 8 * 32_000);

    for (Socket socket : open) {
      socket.close();
    }

    await(() -> budget.held() == 0);
    assertEquals(0, budget.senders());
  }

  @Test
  void aClientGoneBeforeItsRouteIsKnownHoldsNothing() throws Exception {
    begin(
        "127.0.0.4",
        "/edge/v1/raw",
        "text/plain\r\n" + HeldUntilClosed.FIELD + ": yes",
        CAP,
        32_000);
    await(() -> held.waiting() == 1);

    open.getLast().close();

    await(() -> held.ended() == 1);
    assertEquals(0, budget.held());
    assertEquals(0, budget.senders());
  }

  /** Begins a request from an address and sends only so much of its body. */
  private void begin(String from, String path, String type, int length, int sent)
      throws IOException {
    Socket socket =
        new Socket(
            InetAddress.ofLiteral("127.0.0.1"), base.getPort(), InetAddress.ofLiteral(from), 0);
    open.add(socket);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n"
            + "x".repeat(sent);
    try {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException refused) {
      // There was no room: the request was refused and the connection closed.
      assertTrue(sent > 0, "refused before it sent anything");
    }
  }

  /**
   * Small bodies until one more would not fit. Those that were refused beside large ones, which
   * gave up their place a moment later, would be missing.
   */
  private void fillUp(String from) throws InterruptedException {
    await(() -> {
      try {
        begin(from, "/edge/v1/raw", "text/plain", 16_000, 15_999);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return budget.held() > SHARE - 2 * 16_000;
    });
  }

  private Wire.Answer post(String from, String path, String type, String body) {
    return Wire.to(base.getPort()).from(from).send("POST", path, body, "Content-Type: " + type);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen within a minute");
      Thread.sleep(10);
    }
  }
}
