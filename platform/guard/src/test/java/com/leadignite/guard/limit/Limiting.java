package com.leadignite.guard.limit;

import com.leadignite.embedded.RedisAddress;
import com.leadignite.guard.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The limits as one process has them, without the rest of a service. */
final class Limiting {

  final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  final Vertx vertx = Vertx.vertx();
  final RedisScripts scripts;
  final Quotas quotas;
  final RateLimiter limiter;

  /** With all the patience a busy machine may need: nothing here is about a Redis that is late. */
  Limiting(RedisAddress redis, Map<String, LimitConfig.Figures> figures) {
    this(redis, figures, Duration.ofMinutes(1));
  }

  Limiting(RedisAddress redis, Map<String, LimitConfig.Figures> figures, Duration patience) {
    scripts =
        new RedisScripts(
            Redis.createClient(vertx, redis.url()),
            vertx,
            new Waits(2, patience, Duration.ofMillis(200)));
    quotas = new Quotas(() -> figures);
    limiter = new RateLimiter(scripts, quotas, clock);
  }

  AddressLimit addressLimit(String service) {
    return new AddressLimit(scripts, limiter, quotas, clock, vertx, service);
  }

  static LimitConfig.Figures figures(int permits, Duration window) {
    return new Given(Optional.of(permits), Optional.of(window));
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  void close() throws Exception {
    await(vertx.close());
  }

  private record Waits(int connections, Duration timeout, Duration retryAfter)
      implements RedisConfig {}

  private record Given(Optional<Integer> permits, Optional<Duration> window)
      implements LimitConfig.Figures {}
}
