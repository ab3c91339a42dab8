package com.leadignite.guard.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Stops guessing: after so many failures in a row (five), nothing is evaluated for a while (five
 * minutes). An attempt counts as failed before it is evaluated and is forgiven by {@link #clear}
 * when it succeeds: of 200 parallel attempts at most five are evaluated (B12). The lock is not
 * prolonged by attempts made while it holds (B14). Whom a key stands for is the caller's choice: an
 * account, an address, an account on a known device. Without Redis every attempt is refused.
 */
@Singleton
public final class Lockout {

  /** Time comes as an argument and not from the key's expiry, so that a test can turn the clock. */
  private static final RedisScript ATTEMPT =
      RedisScript.of(
          """
          local now, failures, millis = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
          local known = redis.call('hmget', KEYS[1], 'count', 'until')
          local count, ends = tonumber(known[1] or 0), tonumber(known[2] or 0)
          if ends <= now then count = 0 end
          if count >= failures then return -1 - (ends - now) end
          redis.call('hset', KEYS[1], 'count', count + 1, 'until', now + millis)
          redis.call('pexpire', KEYS[1], millis)
          return failures - count - 1
          """);

  private static final RedisScript CLEAR =
      RedisScript.of(
          """
          return redis.call('del', KEYS[1])
          """);

  private static final RedisScript STATE =
      RedisScript.of(
          """
          local now, failures = tonumber(ARGV[1]), tonumber(ARGV[2])
          local known = redis.call('hmget', KEYS[1], 'count', 'until')
          local count, ends = tonumber(known[1] or 0), tonumber(known[2] or 0)
          if ends <= now then count = 0 end
          if count >= failures then return -1 - (ends - now) end
          return failures - count
          """);

  private final RedisScripts scripts;
  private final LockoutConfig config;
  private final Clock clock;

  Lockout(RedisScripts scripts, LockoutConfig config, Clock clock) {
    this.scripts = scripts;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Counts an attempt, before it is evaluated.
   *
   * @param kind what is guessed at: {@code password}, {@code totp}; kinds are counted apart
   * @param key whom for
   * @return whether it may be evaluated; fails with a 503 problem where Redis is down
   */
  public Uni<Attempt> attempt(String kind, String key) {
    return ask(ATTEMPT, kind, key, config.failures());
  }

  /** As {@link #attempt(String, String)}, with another number of failures than the configured. */
  public Uni<Attempt> attempt(String kind, String key, int failures) {
    return ask(ATTEMPT, kind, key, failures);
  }

  /** Whether an attempt would be evaluated, counting none. */
  public Uni<Attempt> state(String kind, String key) {
    return ask(STATE, kind, key, config.failures());
  }

  /** As {@link #state(String, String)}, with another number of failures than the configured. */
  public Uni<Attempt> state(String kind, String key, int failures) {
    return ask(STATE, kind, key, failures);
  }

  /** Forgives all failures: an attempt succeeded. */
  public Uni<Void> clear(String kind, String key) {
    return run(CLEAR, kind, key, List.of()).replaceWithVoid();
  }

  private Uni<Attempt> ask(RedisScript script, String kind, String key, int failures) {
    List<String> arguments =
        List.of(
            Long.toString(clock.millis()),
            Integer.toString(failures),
            Long.toString(config.duration().toMillis()));
    return run(script, kind, key, arguments).map(answer -> Attempt.of(answer.toLong()));
  }

  private Uni<Response> run(RedisScript script, String kind, String key, List<String> arguments) {
    return Uni.createFrom()
        .completionStage(
            () -> scripts.run(script, List.of(redisKey(kind, key)), arguments).toCompletionStage())
        .onFailure(RedisIsDown.class)
        .transform(RateLimiter::unavailable);
  }

  private static String redisKey(String kind, String key) {
    return "lock:" + kind + ":{" + key + "}";
  }

  /**
   * What the lock said.
   *
   * @param allowed whether to evaluate the attempt
   * @param left attempts left after this one
   * @param lockedFor how long nothing is evaluated; zero where allowed
   */
  public record Attempt(boolean allowed, long left, Duration lockedFor) {

    static Attempt of(long answer) {
      return answer >= 0
          ? new Attempt(true, answer, Duration.ZERO)
          : new Attempt(false, 0, Duration.ofMillis(-1 - answer));
    }
  }
}
