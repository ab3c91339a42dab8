package com.leadignite.guard.member;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.token.BoundedHttpClient;
import com.leadignite.guard.token.ServiceTokens;
import com.leadignite.guard.token.SharedRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Asks auth-service what somebody is in an organization: for the rare decisions that depend on a
 * person who is not the caller. Nothing is cached beyond {@link SharedRequests}, since how old an
 * answer may be depends on what it is for.
 */
@Singleton
public final class Memberships {

  private final Function<String, Future<String>> get;
  private final SharedRequests<Standing> requests;

  @Inject
  Memberships(
      MembersConfig config,
      ServiceTokens tokens,
      BoundedHttpClient http,
      Vertx vertx,
      Clock clock) {
    this(path -> get(config, tokens, http, path), vertx, clock);
  }

  Memberships(Function<String, Future<String>> get, Vertx vertx, Clock clock) {
    this.get = get;
    this.requests = new SharedRequests<>(vertx, clock);
  }

  private static Future<String> get(
      MembersConfig config, ServiceTokens tokens, BoundedHttpClient http, String path) {
    return config
        .url()
        .map(base ->
            tokens.call(token -> http.get(base + path, Map.of("Authorization", "Bearer " + token))))
        .orElseGet(() -> Future.failedFuture("leadignite.members.url is not set"));
  }

  /**
   * A person's role in an organization; empty if they are no member or are suspended. Fails with
   * {@code unavailable}, 503, if auth-service does not answer.
   */
  public Uni<Optional<Role>> role(TenantId tenant, UUID user) {
    return of(tenant, user).map(membership -> membership.map(Membership::role));
  }

  /**
   * A person's membership of an organization; empty if they are no member or are suspended. Fails
   * with {@code unavailable}, 503, if auth-service does not answer.
   */
  public Uni<Optional<Membership>> of(TenantId tenant, UUID user) {
    return standing(tenant, user).map(Standing::membership);
  }

  /** As {@link #of}, with what tells how long the answer holds. */
  public Uni<Standing> standing(TenantId tenant, UUID user) {
    String path = "/organizations/" + tenant + "/members/" + user;
    return requests
        .ask(path, () -> get.apply(path), answer -> read(new JsonObject(answer)))
        .onFailure()
        .transform(RateLimiter::unavailable);
  }

  private static Standing read(JsonObject answer) {
    Boolean member = answer.getBoolean("member");
    if (member == null) {
      throw new IllegalStateException("auth-service does not say whether they are a member");
    }
    return new Standing(
        member
            ? Optional.of(
                new Membership(
                    Role.of(answer.getString("role")).orElseThrow(), answer.getInstant("since")))
            : Optional.empty(),
        answer.getBoolean("suspended", false),
        answer.getInstant("read_at"));
  }
}
