package com.leadignite.guard.token;

import com.leadignite.guard.secret.MountedSecrets;
import com.leadignite.guard.vertx.Contexts;
import io.quarkus.arc.DefaultBean;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens from auth-service, kept until a minute before they expire. Callers that ask while one is
 * being fetched share it.
 */
@Singleton
@DefaultBean
final class RemoteServiceTokens implements ServiceTokens {

  private static final Duration EARLY = Duration.ofMinutes(1);

  /** A peer that refuses every token must not have one fetched for each request. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final ServiceTokenConfig config;
  private final Optional<Supplier<String>> secret;
  private final BoundedHttpClient http;
  private final Clock clock;
  private final Vertx vertx;
  private volatile @Nullable Held held;
  private @Nullable Future<Held> fetching;

  RemoteServiceTokens(
      ServiceTokenConfig config,
      MountedSecrets secrets,
      BoundedHttpClient http,
      Clock clock,
      Vertx vertx) {
    this.config = config;
    this.secret =
        config
            .clientSecret()
            .map(Secret::get)
            .map(atStart -> secrets.follow("leadignite.service-token.client-secret", atStart));
    this.http = http;
    this.clock = clock;
    this.vertx = vertx;
  }

  @Override
  public Uni<String> current() {
    return Uni.createFrom().completionStage(() -> ask().map(Held::token).toCompletionStage());
  }

  @Override
  public boolean refused(String token) {
    Held now = held;
    if (now == null || !now.token().equals(token)) {
      return true;
    }
    if (clock.instant().isBefore(now.fetchedAt().plus(PAUSE))) {
      return false;
    }
    held = null;
    return true;
  }

  private Future<Held> ask() {
    Held now = held;
    if (now != null && clock.instant().isBefore(now.renewAt())) {
      return Future.succeededFuture(now);
    }
    Promise<Held> answer = Contexts.promise(vertx);
    fetchOnce().onComplete(answer);
    return answer.future();
  }

  private Future<Held> fetchOnce() {
    Promise<Held> done;
    synchronized (this) {
      if (fetching != null) {
        return fetching;
      }
      done = Promise.promise();
      fetching = done.future();
    }
    Future.<Void>succeededFuture()
        .compose(ignored -> fetch())
        .onComplete(result -> {
          synchronized (this) {
            if (result.succeeded()) {
              held = result.result();
            }
            fetching = null;
          }
          done.handle(result);
        });
    return done.future();
  }

  private Future<Held> fetch() {
    String credentials =
        required(config.clientId(), "client-id") + ':' + required(secret, "client-secret").get();
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return http.post(
            required(config.url(), "url") + "?grant_type=client_credentials",
            Map.of(
                "Authorization", "Basic " + basic,
                "Content-Type", "application/json",
                "Accept", "application/json"),
            "{}")
        .map(body -> Held.read(new JsonObject(body), clock.instant()));
  }

  private static <T> T required(Optional<T> value, String name) {
    return value.orElseThrow(
        () -> new IllegalStateException("leadignite.service-token." + name + " is not set"));
  }

  private record Held(String token, Instant fetchedAt, Instant renewAt) {

    static Held read(JsonObject body, Instant now) {
      String token = body.getString("access_token");
      Long seconds = body.getLong("expires_in");
      if (token == null || seconds == null) {
        throw new IllegalStateException("the token endpoint answered without a token");
      }
      return new Held(token, now, now.plusSeconds(seconds).minus(EARLY));
    }

    @Override
    public String toString() {
      return "Held[renewAt=" + renewAt + "]";
    }
  }
}
