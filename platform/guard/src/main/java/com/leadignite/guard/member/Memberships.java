package com.leadignite.guard.member;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.token.BoundedHttpClient;
import com.leadignite.guard.token.ServiceTokens;
import com.leadignite.guard.token.UnexpectedStatus;
import com.leadignite.guard.vertx.Contexts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Asks auth-service what somebody is in an organization: for the rare decisions that depend on a
 * person who is not the caller. Requests for the same person at the same time share one answer;
 * nothing is cached beyond that, since how old an answer may be depends on what it is for.
 *
 * <p>While auth-service does not answer, one question in ten seconds waits for it and all others
 * fail at once. Otherwise every request that needs an answer would be held until its time-out.
 */
@Singleton
public final class Memberships {

  private static final long PAUSE_MILLIS = 10_000;
  private static final long AVAILABLE = Long.MIN_VALUE;

  private final Function<String, Future<String>> get;
  private final Vertx vertx;
  private final Clock clock;
  private final Map<String, Future<Optional<Membership>>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong askAgainAt = new AtomicLong(AVAILABLE);

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
    this.vertx = vertx;
    this.clock = clock;
  }

  private static Future<String> get(
      MembersConfig config, ServiceTokens tokens, BoundedHttpClient http, String path) {
    return config
        .url()
        .map(base ->
            Future.fromCompletionStage(tokens.current().subscribeAsCompletionStage())
                .compose(
                    token -> http.get(base + path, Map.of("Authorization", "Bearer " + token))))
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
    return Uni.createFrom()
        .completionStage(() -> {
          // On the caller's context: what follows is theirs, their identity included.
          Promise<Optional<Membership>> answer = Contexts.promise(vertx);
          askIfAvailable("/organizations/" + tenant + "/members/" + user).onComplete(answer);
          return answer.future().toCompletionStage();
        })
        .onFailure()
        .transform(RateLimiter::unavailable);
  }

  private Future<Optional<Membership>> askIfAvailable(String path) {
    long again = askAgainAt.get();
    if (again == AVAILABLE) {
      return askOnce(path);
    }
    long now = clock.millis();
    // Of those who find the pause over, one asks; the others do not wait for what it finds.
    return now < again || !askAgainAt.compareAndSet(again, now + PAUSE_MILLIS)
        ? Future.failedFuture("auth-service did not answer a moment ago")
        : askOnce(path);
  }

  private Future<Optional<Membership>> askOnce(String path) {
    Promise<Optional<Membership>> promise = Promise.promise();
    Future<Optional<Membership>> asked = underWay.putIfAbsent(path, promise.future());
    if (asked != null) {
      return asked;
    }
    get.apply(path)
        .onComplete(answer ->
            askAgainAt.set(
                answer.succeeded() || answer.cause() instanceof UnexpectedStatus
                    ? AVAILABLE
                    : clock.millis() + PAUSE_MILLIS))
        .map(answer -> read(new JsonObject(answer)))
        .onComplete(answer -> {
          underWay.remove(path);
          promise.handle(answer);
        });
    return promise.future();
  }

  private static Optional<Membership> read(JsonObject answer) {
    Boolean member = answer.getBoolean("member");
    if (member == null) {
      throw new IllegalStateException("auth-service does not say whether they are a member");
    }
    return member
        ? Optional.of(
            new Membership(
                Role.of(answer.getString("role")).orElseThrow(), answer.getInstant("since")))
        : Optional.empty();
  }
}
