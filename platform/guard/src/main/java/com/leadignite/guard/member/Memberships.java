package com.leadignite.guard.member;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.token.BoundedHttpClient;
import com.leadignite.guard.token.ServiceTokens;
import com.leadignite.guard.vertx.Contexts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks auth-service what somebody is in an organization: for the rare decisions that depend on a
 * person who is not the caller. Whoever asks while the same question is under way shares its
 * answer; nothing is remembered longer than that, since how long an old answer will do depends on
 * what it is for.
 */
@Singleton
public final class Memberships {

  private final MembersConfig config;
  private final ServiceTokens tokens;
  private final BoundedHttpClient http;
  private final Vertx vertx;
  private final Map<String, Future<Optional<Role>>> underWay = new ConcurrentHashMap<>();

  Memberships(MembersConfig config, ServiceTokens tokens, BoundedHttpClient http, Vertx vertx) {
    this.config = config;
    this.tokens = tokens;
    this.http = http;
    this.vertx = vertx;
  }

  /**
   * What somebody is in an organization; empty for whoever is no member or is suspended. Fails with
   * {@code unavailable}, 503, where auth-service does not say.
   */
  public Uni<Optional<Role>> role(TenantId tenant, UUID user) {
    return Uni.createFrom()
        .completionStage(() -> {
          // On the context of whoever asks: what follows is theirs, their identity included.
          Promise<Optional<Role>> answer = Contexts.promise(vertx);
          askOnce("/organizations/" + tenant + "/members/" + user).onComplete(answer);
          return answer.future().toCompletionStage();
        })
        .onFailure()
        .transform(RateLimiter::unavailable);
  }

  private Future<Optional<Role>> askOnce(String path) {
    Promise<Optional<Role>> promise = Promise.promise();
    Future<Optional<Role>> asked = underWay.putIfAbsent(path, promise.future());
    if (asked != null) {
      return asked;
    }
    ask(path)
        .onComplete(answer -> {
          underWay.remove(path);
          promise.handle(answer);
        });
    return promise.future();
  }

  private Future<Optional<Role>> ask(String path) {
    if (config.url().isEmpty()) {
      return Future.failedFuture("leadignite.members.url is not set");
    }
    return Future.fromCompletionStage(tokens.current().subscribeAsCompletionStage())
        .compose(token ->
            http.get(config.url().get() + path, Map.of("Authorization", "Bearer " + token)))
        .map(answer -> read(new JsonObject(answer)));
  }

  private static Optional<Role> read(JsonObject answer) {
    Boolean member = answer.getBoolean("member");
    if (member == null) {
      throw new IllegalStateException("auth-service does not say whether they are a member");
    }
    return member ? Optional.of(Role.of(answer.getString("role")).orElseThrow()) : Optional.empty();
  }
}
