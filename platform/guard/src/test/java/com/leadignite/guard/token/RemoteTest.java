package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.secret.MountedSecrets;
import com.leadignite.guard.testing.MutableClock;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is fetched from another service, here from a stub. */
class RemoteTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final BoundedHttpClient http = new BoundedHttpClient(vertx, "test");
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String lastCredentials = "";
  private String base = "";

  @BeforeEach
  void listen() throws Exception {
    HttpServer server =
        await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    base = "http://127.0.0.1:" + server.actualPort();
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void readsASmallDocument() throws Exception {
    assertEquals("small", await(http.get(base + "/small")));
  }

  @Test
  void refusesAnswersThatAreTooLongOrElsewhereOrNoSuccess() {
    for (String path : List.of("/endless", "/elsewhere", "/missing")) {
      assertThrows(ExecutionException.class, () -> await(http.get(base + path)), path);
    }
    assertEquals(3, asked.get());
  }

  @Test
  void tellsAnAnswerOfAnotherStatusFromNone() throws Exception {
    ExecutionException answered =
        assertThrows(ExecutionException.class, () -> await(http.get(base + "/missing")));
    ExecutionException none =
        assertThrows(ExecutionException.class, () -> await(http.get(base + "/dropped")));

    UnexpectedStatus status = assertInstanceOf(UnexpectedStatus.class, answered.getCause());
    assertEquals(404, status.status());
    assertFalse(none.getCause() instanceof UnexpectedStatus);
  }

  @Test
  void fetchesOneTokenForAllWhoWaitAndKeepsIt() {
    RemoteServiceTokens tokens = tokens(Clock.fixed(NOW, ZoneOffset.UTC), "secret");
    List<Uni<String>> waiting = IntStream.range(0, 50).mapToObj(i -> tokens.current()).toList();

    List<String> got = done(Uni.join().all(waiting).andFailFast());

    assertEquals(50, got.stream().filter("token-1"::equals).count());
    assertEquals("token-1", done(tokens.current()));
    assertEquals("Basic bGVhZHMtc2VydmljZTpzZWNyZXQ=", lastCredentials);
  }

  @Test
  void fetchesAnotherAMinuteBeforeItExpires() {
    MutableClock clock = new MutableClock(NOW);
    RemoteServiceTokens tokens = tokens(clock, "secret");
    assertEquals("token-1", done(tokens.current()));

    clock.turn(Duration.ofSeconds(839));
    assertEquals("token-1", done(tokens.current()));
    clock.turn(Duration.ofSeconds(1));
    assertEquals("token-2", done(tokens.current()));
  }

  /** Of keys that leaked: what they signed is refused at once, and is no longer of any use. */
  @Test
  void fetchesAnotherInPlaceOfOneThatIsRefusedButNotForEachRequest() throws Exception {
    MutableClock clock = new MutableClock(NOW);
    RemoteServiceTokens tokens = tokens(clock, "secret");
    assertEquals("token-1", done(tokens.current()));
    clock.turn(Duration.ofSeconds(10));

    assertEquals("by token-2", await(tokens.call(refusing("token-1"))));
    assertThrows(ExecutionException.class, () -> await(tokens.call(refusing("token-2"))));
    assertEquals("token-2", done(tokens.current()));
    clock.turn(Duration.ofSeconds(10));
    assertEquals("by token-3", await(tokens.call(refusing("token-2"))));
    assertThrows(
        ExecutionException.class,
        () -> await(tokens.call(token -> Future.failedFuture(new UnexpectedStatus(403)))));
    assertEquals("token-3", done(tokens.current()));
  }

  private static Function<String, Future<String>> refusing(String refused) {
    return token ->
        token.equals(refused)
            ? Future.failedFuture(new UnexpectedStatus(401))
            : Future.succeededFuture("by " + token);
  }

  @Test
  void triesAgainAfterAFailure() {
    RemoteServiceTokens wrong = tokens(Clock.systemUTC(), null);

    assertThrows(RuntimeException.class, () -> done(wrong.current()));
    assertThrows(RuntimeException.class, () -> done(wrong.current()));
  }

  private RemoteServiceTokens tokens(Clock clock, String secret) {
    ServiceTokenConfig config =
        new ServiceTokenConfig() {
          @Override
          public Optional<String> url() {
            return Optional.of(base + "/token");
          }

          @Override
          public Optional<String> clientId() {
            return Optional.of("leads-service");
          }

          @Override
          public Optional<Secret<String>> clientSecret() {
            return Optional.ofNullable(secret).map(text -> (Secret<String>) () -> text);
          }
        };
    return new RemoteServiceTokens(config, new MountedSecrets(List.of()), http, clock, vertx);
  }

  private void answer(HttpServerRequest request) {
    int number = asked.incrementAndGet();
    switch (request.path()) {
      case "/small" -> request.response().end("small");
      case "/endless" -> request.response().end("x".repeat(300_000));
      case "/elsewhere" ->
          request.response().setStatusCode(302).putHeader("Location", base + "/small").end();
      case "/token" -> {
        lastCredentials = request.getHeader("Authorization");
        boolean asks = "client_credentials".equals(request.getParam("grant_type"));
        request
            .response()
            .setStatusCode(asks ? 200 : 400)
            .end(
                "{\"access_token\":\"token-%d\",\"token_type\":\"bearer\",\"expires_in\":900}"
                    .formatted(number));
      }
      case "/dropped" -> request.connection().close();
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(1));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
