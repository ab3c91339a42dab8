package com.leadignite.guard.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.edge.Cidr;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where calls may lead, and what bounds them. */
class OutboundHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int LARGEST = 64 * 1024;

  private final Vertx vertx = Vertx.vertx();
  private final OutboundHttp http = new OutboundHttp(vertx);
  private final AtomicInteger requests = new AtomicInteger();

  @AfterEach
  void close() {
    http.close();
    vertx.close();
  }

  /** A server on this machine; answers its port. */
  private int serve(Handler<HttpServerRequest> handler) {
    return vertx
        .createHttpServer()
        .requestHandler(request -> {
          requests.incrementAndGet();
          handler.handle(request);
        })
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static String here(int port) {
    return "http://127.0.0.1:" + port;
  }

  private OutboundAnswer post(String uri, boolean privateAddresses) {
    OutboundCall call =
        new OutboundCall(URI.create(uri), Map.of("x-test", "yes"), "{}", privateAddresses);
    return http.send(call).await().atMost(PATIENCE);
  }

  private static OutboundCall chosen(String uri, String... networks) {
    return new OutboundCall(
        HttpMethod.POST,
        URI.create(uri),
        Map.of(),
        "{}",
        Reach.internetAnd(List.of(networks).stream().map(Cidr::parse).toList()),
        LARGEST,
        true,
        Duration.ofSeconds(30));
  }

  @Test
  void answersWhatTheServerAnsweredWhateverTheStatus() {
    int port =
        serve(request ->
            request
                .response()
                .setStatusCode(422)
                .putHeader("retry-after", "7")
                .end(request.getHeader("x-test") + request.uri()));

    OutboundAnswer answer = post(here(port) + "/path?a=b", false);

    assertEquals(422, answer.status());
    assertEquals("7", answer.retryAfter());
    assertEquals("yes/path?a=b", answer.body());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirect(int status) {
    int port =
        serve(request ->
            request.response().setStatusCode(status).putHeader("location", "/other").end());

    assertEquals(status, post(here(port), false).status());
    assertEquals(1, requests.get());
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
    var other =
        assertThrows(RuntimeException.class, () -> http.send(chosen(uri)).await().atMost(PATIENCE));

    assertInstanceOf(RefusedAddress.class, refusal);
    assertInstanceOf(RefusedAddress.class, other);
  }

  /** What strangers choose leads to this machine only if its address is named. */
  @Test
  void anAddressThatAnybodyChoseLeadsToNamedNetworks() {
    int port = serve(request -> request.response().end("here"));
    OutboundCall named = chosen(here(port), "127.0.0.0/8");

    assertEquals("here", http.send(named).await().atMost(PATIENCE).body());
    for (OutboundCall call : List.of(chosen(here(port)), chosen(here(port), "10.0.0.0/8"))) {
      assertThrows(RefusedAddress.class, () -> http.send(call).await().atMost(PATIENCE));
    }
    assertEquals(1, requests.get());
  }

  /** The second look at the name, which leads elsewhere, is never taken. */
  @Test
  void aNameIsLookedUpOnceForACall() throws Exception {
    int port = serve(request -> request.response().end(request.getHeader("host")));
    AtomicInteger looks = new AtomicInteger();
    OutboundHttp rebinding =
        new OutboundHttp(
            vertx,
            name ->
                new InetAddress[] {
                  InetAddress.getByName(looks.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")
                });
    OutboundCall call = chosen("http://rebound.example:" + port, "127.0.0.0/8");

    assertEquals("rebound.example:" + port, rebinding.send(call).await().atMost(PATIENCE).body());
    assertEquals(1, looks.get());
    assertThrows(RefusedAddress.class, () -> rebinding.send(call).await().atMost(PATIENCE));
    rebinding.close();
  }

  /** One good address among several is no way in. */
  @Test
  void allAddressesOfANameHaveToBeGood() {
    OutboundHttp mixed =
        new OutboundHttp(
            vertx,
            name ->
                new InetAddress[] {
                  InetAddress.getByName("93.184.216.34"), InetAddress.getByName("169.254.169.254")
                });

    assertThrows(
        RefusedAddress.class,
        () -> mixed.send(chosen("https://mixed.example/")).await().atMost(PATIENCE));
    mixed.close();
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
    int tooLarge = serve(request -> request.response().end("x".repeat(LARGEST + 1)));
    int large = serve(request -> request.response().end("x".repeat(LARGEST)));

    assertThrows(RuntimeException.class, () -> post(here(tooLarge), false));
    assertEquals(LARGEST, post(here(large), false).body().length());
  }

  /** Of one that goes on and on, the beginning is enough for whoever asks for the status. */
  @Test
  void cutsAnAnswerThatIsTooLargeIfTheStatusIsEnough() {
    int port = serve(request -> endless(request.response().setChunked(true)));

    OutboundAnswer answer = http.send(chosen(here(port), "127.0.0.1")).await().atMost(PATIENCE);

    assertEquals(200, answer.status());
    assertEquals(LARGEST, answer.body().length());
  }

  private static void endless(HttpServerResponse response) {
    if (!response.closed()) {
      response.write(Buffer.buffer("x".repeat(8192))).onSuccess(x -> endless(response));
    }
  }

  @Test
  void anAnswerThatDoesNotEndIsCutInTime() {
    int port =
        serve(request -> request.response().setChunked(true).setStatusCode(202).write("begun"));
    OutboundCall call = chosen(here(port), "127.0.0.1").within(Duration.ofMillis(500));

    OutboundAnswer answer = http.send(call).await().atMost(PATIENCE);

    assertEquals(202, answer.status());
    assertEquals("begun", answer.body());
  }

  /** The whole call, and not each of its parts, has five seconds. */
  @Test
  void waitsForNoAnswerForever() {
    int port = serve(request -> {});

    var refusal = assertThrows(CompletionException.class, () -> post(here(port), false));

    assertEquals("no answer", refusal.getCause().getMessage());
  }
}
