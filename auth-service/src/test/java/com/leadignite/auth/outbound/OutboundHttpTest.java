package com.leadignite.auth.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.TestServer;
import com.leadignite.auth.testing.TestServer.Answered;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where calls may lead, and what bounds them. */
class OutboundHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final OutboundHttp http = new OutboundHttp(vertx);
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void close() {
    over.countDown();
    http.close();
    vertx.close();
  }

  private OutboundAnswer post(String uri, boolean privateAddresses) {
    OutboundCall call =
        new OutboundCall(URI.create(uri), Map.of("x-test", "yes"), "{}", privateAddresses);
    return http.send(call).await().atMost(PATIENCE);
  }

  private TestServer counting(Answered answer) {
    return TestServer.start(request -> {
      requests.incrementAndGet();
      return answer;
    });
  }

  @Test
  void answersWhatTheServerAnsweredWhateverTheStatus() {
    try (TestServer server = counting(Answered.json(422, "{\"a\": 1}"))) {
      OutboundAnswer answer = post(server.url() + "/path?a=b", false);

      assertEquals(422, answer.status());
      assertEquals("{\"a\": 1}", answer.body());
      assertEquals("/path?a=b", server.received().getFirst().path());
      assertEquals("yes", server.received().getFirst().headers().get("x-test"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirect(int status) {
    try (TestServer server = counting(new Answered(status, Map.of("location", "/other"), ""))) {
      assertEquals(status, post(server.url(), false).status());
      assertEquals(1, requests.get());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:1/",
        "https://localhost:1/",
        "https://[::1]:1/",
        "https://[::ffff:127.0.0.1]:1/",
        "https://2130706433:1/",
        "https://0.0.0.0:1/",
        "https://10.0.0.1/",
        "https://172.16.0.1/",
        "https://192.168.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[::ffff:0:a00:1]/",
        "https://[3fff::1]/",
        "https://[5f00::1]/",
        "https://[4000::1]/",
        "http://10.0.0.1/",
        "http://93.184.216.34/",
        "ftp://127.0.0.1/",
        "https:///path"
      })
  void callsNeitherPrivateAddressesNorPlainHttpElsewhere(String uri) {
    var refusal = assertThrows(RuntimeException.class, () -> post(uri, false));

    assertInstanceOf(RefusedAddress.class, refusal);
  }

  @Test
  void knowsTheInternet() throws Exception {
    for (String address : new String[] {"93.184.216.34", "1.1.1.1", "2606:4700::1111"}) {
      assertTrue(new PublicAddresses().contain(InetAddress.getByName(address)), address);
    }
    assertFalse(new PublicAddresses().contain(InetAddress.getByName("169.254.169.254")));
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() {
    try (TestServer server = counting(Answered.json(200, "x".repeat(64 * 1024 + 1)))) {
      assertThrows(RuntimeException.class, () -> post(server.url(), false));
    }
    try (TestServer server = counting(Answered.json(200, "x".repeat(64 * 1024)))) {
      assertEquals(64 * 1024, post(server.url(), false).body().length());
    }
  }

  /** The whole call, and not each of its parts, has five seconds. */
  @Test
  void waitsForNoAnswerForever() {
    try (TestServer server =
        TestServer.start(request -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Answered.json(200, "{}");
        })) {
      var refusal = assertThrows(CompletionException.class, () -> post(server.url(), false));

      assertEquals("no answer", refusal.getCause().getMessage());
      over.countDown();
    }
  }
}
