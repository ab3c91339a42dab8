package com.leadignite.auth.oauth;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.outbound.OutboundCall;
import com.leadignite.guard.outbound.OutboundHttp;
import com.leadignite.guard.token.ClientKeySet;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.vertx.Contexts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of clients: those that were registered, or those at the address that was. Each set is
 * read once for as long as it is cached.
 */
@Singleton
final class ClientKeys {

  private static final int MOST_CACHED = 1000;
  private static final int LARGEST = 64 * 1024;

  private final OutboundHttp http;
  private final OAuthSettings settings;
  private final Vertx vertx;
  private final Clock clock;
  private final BoundedCache<ClientKeySet> registered = new BoundedCache<>(MOST_CACHED);
  private final BoundedCache<RemoteClientKeys> remote = new BoundedCache<>(MOST_CACHED);

  ClientKeys(OutboundHttp http, OAuthSettings settings, Vertx vertx, Clock clock) {
    this.http = http;
    this.settings = settings;
    this.vertx = vertx;
    this.clock = clock;
  }

  /**
   * A client's keys; fails with {@link InvalidToken} if its address does not answer any.
   *
   * @param keyId of the key that is looked for; null if none is named
   */
  Uni<ClientKeySet> of(Client client, @Nullable String keyId) {
    Map<String, Object> own = client.jwks();
    if (own != null) {
      String text = new JsonObject(own).encode();
      return Uni.createFrom().item(() -> registered.get(text, ClientKeySet::parse));
    }
    String address = Objects.requireNonNull(client.jwksUri(), "one of the two is there");
    RemoteClientKeys keys =
        remote.get(
            client.clientId() + " " + address,
            key -> new RemoteClientKeys(() -> fetch(address), settings.keysCached(), clock));
    return Uni.createFrom()
        .completionStage(() -> {
          // What follows is the caller's, whoever's fetch it was.
          Promise<ClientKeySet> found = Contexts.promise(vertx);
          keys.find(keyId).onComplete(found);
          return found.future().toCompletionStage();
        });
  }

  private Future<String> fetch(String address) {
    OutboundCall call =
        OutboundCall.get(URI.create(address), Map.of("Accept", "application/json"), false, LARGEST);
    return Future.fromCompletionStage(
        http.send(call)
            .map(answer -> {
              if (answer.status() != 200) {
                throw new InvalidToken("the address of its keys answers " + answer.status());
              }
              return answer.body();
            })
            .subscribeAsCompletionStage());
  }
}
