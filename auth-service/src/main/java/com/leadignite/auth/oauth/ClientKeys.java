package com.leadignite.auth.oauth;

import com.leadignite.auth.outbound.OutboundCall;
import com.leadignite.auth.outbound.OutboundHttp;
import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.token.InvalidToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The keys of clients: those that were registered, or those at the address that was, which are
 * cached.
 */
@Singleton
final class ClientKeys {

  private static final int MOST_CACHED = 1000;
  private static final int LARGEST = 64 * 1024;

  /** An address that failed is not asked again for so long, whoever names it. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final OutboundHttp http;
  private final OAuthSettings settings;
  private final Clock clock;
  private final BoundedCache<Fetched> cached = new BoundedCache<>(MOST_CACHED);
  private final BoundedCache<Instant> failedAt = new BoundedCache<>(MOST_CACHED);

  ClientKeys(OutboundHttp http, OAuthSettings settings, Clock clock) {
    this.http = http;
    this.settings = settings;
    this.clock = clock;
  }

  /** What an address answered. */
  private record Fetched(String jwks, Instant at) {}

  /** A client's JWK set; fails with {@link InvalidToken} if its address does not answer one. */
  Uni<String> of(Client client) {
    Map<String, Object> own = client.jwks();
    if (own != null) {
      return Uni.createFrom().item(new JsonObject(own).encode());
    }
    String address = Objects.requireNonNull(client.jwksUri(), "one of the two is there");
    Instant failed = failedAt.get(address);
    if (failed != null && failed.plus(PAUSE).isAfter(clock.instant())) {
      return Uni.createFrom().failure(new InvalidToken("the address of its keys did not answer"));
    }
    Fetched known = cached.get(address);
    return known != null && known.at().plus(settings.keysCached()).isAfter(clock.instant())
        ? Uni.createFrom().item(known.jwks())
        : fetch(address);
  }

  private Uni<String> fetch(String address) {
    return http.send(
            OutboundCall.get(
                URI.create(address), Map.of("Accept", "application/json"), false, LARGEST))
        .onFailure()
        .transform(e -> new InvalidToken("the address of its keys does not answer"))
        .map(answer -> {
          if (answer.status() != 200) {
            throw new InvalidToken("the address of its keys answers " + answer.status());
          }
          cached.put(address, new Fetched(answer.body(), clock.instant()));
          return answer.body();
        })
        .onFailure()
        .invoke(e -> failedAt.put(address, clock.instant()));
  }
}
