package com.leadignite.auth.token;

import com.leadignite.guard.limit.RedisScript;
import com.leadignite.guard.limit.RedisScripts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Publishes to Redis what it missed: single revocations from while it was unavailable, and all that
 * are in force after it restarted, since it may have lost some or all of its data.
 */
@Singleton
final class SynchronizeRevocations {

  private static final Logger LOG = Logger.getLogger(SynchronizeRevocations.class);

  private static final RedisScript WHO =
      RedisScript.of(
          """
          local run = string.match(redis.call('info', 'server'), 'run_id:(%x+)') or ''
          return {run, redis.call('get', KEYS[1]) or ''}
          """);
  private static final RedisScript KNOWS_ALL =
      RedisScript.of(
          """
          return redis.call('set', KEYS[1], ARGV[1])
          """);
  private static final List<String> MARKER = List.of("rev:published-to");

  private final RevocationStore store;
  private final RevokeTokens revokeTokens;
  private final RedisScripts scripts;
  private final Clock clock;
  private final AtomicReference<Instant> complete;

  SynchronizeRevocations(
      RevocationStore store,
      RevokeTokens revokeTokens,
      RedisScripts scripts,
      MeterRegistry registry,
      Clock clock) {
    this.store = store;
    this.revokeTokens = revokeTokens;
    this.scripts = scripts;
    this.clock = clock;
    this.complete = new AtomicReference<>(clock.instant());
    Gauge.builder("leadignite.revocations.behind", () -> behind().toMillis() / 1e3)
        .description("How long ago this replica last knew that Redis has all revocations")
        .baseUnit("seconds")
        .register(registry);
  }

  private Duration behind() {
    return Duration.between(complete.get(), clock.instant());
  }

  /**
   * Runs every second, so that after a restart of Redis a revoked token is accepted for a second at
   * most.
   */
  @Scheduled(
      every = "{leadignite.auth.republish-every}",
      identity = "republish-revocations",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return redisRun()
        .chain(run -> run.isEmpty() ? tellMissed() : tellAll(run))
        .invoke(() -> complete.set(clock.instant()))
        .onFailure()
        .invoke(e -> LOG.debugf("revocations were not republished: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  /** The id of Redis' process if that does not have all revocations yet; else empty. */
  private Uni<String> redisRun() {
    return Uni.createFrom()
        .completionStage(() -> scripts.run(WHO, MARKER, List.of()).toCompletionStage())
        .map(answer -> {
          String run = answer.get(0).toString();
          return run.equals(answer.get(1).toString()) ? "" : run;
        });
  }

  private Uni<Void> tellMissed() {
    return store
        .unpublished()
        .chain(missed ->
            revokeTokens
                .publish(missed)
                .chain(() ->
                    missed.size() < RevocationStore.BATCH
                        ? Uni.createFrom().voidItem()
                        : tellMissed()));
  }

  private Uni<Void> tellAll(String run) {
    return store
        .inForce()
        .invoke(all -> LOG.infof("telling Redis all revocations count=%d", all.size()))
        .chain(revokeTokens::publish)
        .chain(() ->
            Uni.createFrom()
                .completionStage(
                    () -> scripts.run(KNOWS_ALL, MARKER, List.of(run)).toCompletionStage()))
        .replaceWithVoid();
  }

  @Scheduled(every = "10m", delayed = "10m", identity = "forget-revocations")
  Uni<Void> forget() {
    return store.deleteExpired();
  }
}
