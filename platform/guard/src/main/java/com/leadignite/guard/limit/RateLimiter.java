package com.leadignite.guard.limit;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls over sliding windows in Redis, for all replicas of a service together. Exact under
 * parallel calls: of any number at once, no more than the permits pass.
 */
@Singleton
public final class RateLimiter {

  private static final RedisScript TAKE_SEVERAL = RedisScript.of(SlidingWindow.LEASE);
  private static final RedisScript TAKE = RedisScript.of(SlidingWindow.TAKE);

  private final RedisScripts scripts;
  private final Quotas quotas;
  private final Clock clock;
  private final LocalBuckets local = new LocalBuckets();

  RateLimiter(RedisScripts scripts, Quotas quotas, Clock clock) {
    this.scripts = scripts;
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * Takes one permit.
   *
   * @param limit which limit
   * @param key whom to count: an account's id, an address ({@code ClientAddress.network()}); no
   *     personal data
   * @return what the limit said; fails with a 503 {@link Problem} if Redis is unavailable and the
   *     limit fails closed
   */
  public Uni<Permit> take(Limit limit, String key) {
    return Uni.createFrom().completionStage(() -> ask(limit, key).toCompletionStage());
  }

  /** Takes one permit, or fails with the 429 that says when to retry. */
  public Uni<Void> require(Limit limit, String key) {
    return take(limit, key)
        .invoke(permit -> {
          if (!permit.allowed()) {
            throw permit.problem();
          }
        })
        .replaceWithVoid();
  }

  /**
   * What the limit said of calls that wait together.
   *
   * @param allowed how many are allowed
   * @param refusal what it said of the others; null if there are none
   */
  public record Permits(int allowed, @Nullable Permit refusal) {}

  /** Takes as many permits as there are, up to a number of at least one; else as {@link #take}. */
  public Uni<Permits> takeUpTo(Limit limit, String key, int count) {
    return takeUpTo(quotas.of(limit), key, count);
  }

  /**
   * As {@link #takeUpTo(Limit, String, int)}, with figures of the caller's own: for a share that
   * somebody chose for themselves. What the limit does without Redis holds.
   */
  public Uni<Permits> takeUpTo(Limit limit, String key, int permits, Duration window, int count) {
    return takeUpTo(new Quota(limit, permits, window), key, count);
  }

  private Uni<Permits> takeUpTo(Quota quota, String key, int count) {
    return Uni.createFrom()
        .completionStage(() -> askUpTo(quota, key, count, 0).toCompletionStage());
  }

  private Future<Permits> askUpTo(Quota quota, String key, int count, int allowed) {
    List<String> keys = List.of("lim:" + quota.limit().wireName() + ":{" + key + "}");
    List<String> arguments = new ArrayList<>(SlidingWindow.arguments(quota, clock.millis()));
    arguments.add(Integer.toString(count - allowed));
    return scripts
        .run(TAKE_SEVERAL, keys, arguments)
        .map(Response::toLong)
        .recover(e -> withoutRedis(quota, key, e).map(RateLimiter::answer))
        .compose(answer -> {
          if (answer < 0) {
            return Future.succeededFuture(
                new Permits(allowed, SlidingWindow.permit(quota, answer)));
          }
          int sum = allowed + Math.toIntExact(answer);
          return sum == count
              ? Future.succeededFuture(new Permits(sum, null))
              : askUpTo(quota, key, count, sum);
        });
  }

  /** As a script answers that was asked for several: one is allowed, or none. */
  private static long answer(Permit permit) {
    return permit.allowed() ? 1 : -1 - permit.retryAfter().toMillis();
  }

  /** As {@link #take}, for code that uses Vert.x futures. */
  public Future<Permit> ask(Limit limit, String key) {
    return run(TAKE, limit, key, List.of(), List.of())
        .map(answer -> permit(limit, answer.toLong()))
        .recover(e -> withoutRedis(limit, key, e));
  }

  /**
   * Runs a script that ends in {@link SlidingWindow#TAKE}, with keys and arguments of its own after
   * the window's. Fails with {@link RedisUnavailable}.
   */
  public Future<Response> run(
      RedisScript script, Limit limit, String key, List<String> moreKeys, List<String> more) {
    List<String> keys = new ArrayList<>(1 + moreKeys.size());
    keys.add("lim:" + limit.wireName() + ":{" + key + "}");
    keys.addAll(moreKeys);
    List<String> arguments =
        new ArrayList<>(SlidingWindow.arguments(quotas.of(limit), clock.millis()));
    arguments.addAll(more);
    return scripts.run(script, keys, arguments);
  }

  /** Reads a window's answer. */
  public Permit permit(Limit limit, long answer) {
    return SlidingWindow.permit(quotas.of(limit), answer);
  }

  /** What the limit does without Redis: a local bucket, or a 503 with Retry-After. */
  public Future<Permit> withoutRedis(Limit limit, String key, Throwable cause) {
    return withoutRedis(quotas.of(limit), key, cause);
  }

  private Future<Permit> withoutRedis(Quota quota, String key, Throwable cause) {
    return switch (quota.limit().withoutRedis()) {
      case COUNT_LOCALLY ->
          Future.succeededFuture(
              SlidingWindow.permit(quota, local.take(quota, key, clock.millis())));
      case REFUSE -> Future.failedFuture(unavailable(cause));
    };
  }

  /** The 503 for work that cannot be done without Redis. */
  public static Problem unavailable(Throwable cause) {
    return new Problem(
            CommonProblem.UNAVAILABLE, "A part we depend on is away. Try again shortly.", cause)
        .header("Retry-After", "2");
  }
}
