package com.leadignite.guard.apikey;

import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.token.BoundedHttpClient;
import com.leadignite.guard.token.ServiceTokens;
import com.leadignite.guard.token.SharedRequests;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Asks auth-service, with this service's own token (scope {@code api-keys:introspect}). */
@Singleton
@DefaultBean
final class RemoteApiKeys implements ApiKeySource {

  private final ApiKeyConfig config;
  private final ServiceTokens tokens;
  private final BoundedHttpClient http;
  private final SharedRequests<Optional<ApiKeyGrant>> requests;

  RemoteApiKeys(
      ApiKeyConfig config, ServiceTokens tokens, BoundedHttpClient http, Vertx vertx, Clock clock) {
    this.config = config;
    this.tokens = tokens;
    this.http = http;
    this.requests = new SharedRequests<>(vertx, clock);
  }

  @Override
  public Uni<Optional<ApiKeyGrant>> find(String digest, ClientAddress from) {
    return config
        .url()
        .map(base ->
            requests.ask(
                digest + from,
                () -> ask(base, digest, from.text()),
                answer -> read(new JsonObject(answer))))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private Future<String> ask(String base, String digest, String address) {
    String body = new JsonObject().put("sha256", digest).put("address", address).encode();
    return tokens.call(token ->
        http.post(
            base + "/api-keys/introspect",
            Map.of(
                "Authorization", "Bearer " + token,
                "Content-Type", "application/json",
                "Accept", "application/json"),
            body));
  }

  private static Optional<ApiKeyGrant> read(JsonObject answer) {
    return Boolean.TRUE.equals(answer.getBoolean("active"))
        ? Optional.of(ApiKeyGrant.of(answer))
        : Optional.empty();
  }
}
