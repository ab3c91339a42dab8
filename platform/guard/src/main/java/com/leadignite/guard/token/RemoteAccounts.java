package com.leadignite.guard.token;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Asks auth-service, with this service's own token (scope {@code identities:resolve}). */
@Singleton
@DefaultBean
final class RemoteAccounts implements AccountSource {

  private final AccountConfig config;
  private final ServiceTokens tokens;
  private final BoundedHttpClient http;
  private final SharedRequests<Optional<AccountGrant>> requests;

  RemoteAccounts(
      AccountConfig config,
      ServiceTokens tokens,
      BoundedHttpClient http,
      Vertx vertx,
      Clock clock) {
    this.config = config;
    this.tokens = tokens;
    this.http = http;
    this.requests = new SharedRequests<>(vertx, clock);
  }

  @Override
  public Uni<Optional<AccountGrant>> find(FederatedIdentity identity) {
    return config
        .url()
        .map(base ->
            requests.ask(
                identity.key(), () -> ask(base, identity), answer -> read(new JsonObject(answer))))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private Future<String> ask(String base, FederatedIdentity identity) {
    String body =
        new JsonObject()
            .put("provider", identity.provider())
            .put("issuer", identity.issuer())
            .put("subject", identity.subject())
            .encode();
    return tokens.call(token ->
        http.post(
            base + "/identities/resolve",
            Map.of(
                "Authorization", "Bearer " + token,
                "Content-Type", "application/json",
                "Accept", "application/json"),
            body));
  }

  private static Optional<AccountGrant> read(JsonObject answer) {
    return Boolean.TRUE.equals(answer.getBoolean("active"))
        ? Optional.of(AccountGrant.of(answer))
        : Optional.empty();
  }
}
