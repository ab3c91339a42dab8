package com.leadignite.auth.integration;

import com.leadignite.auth.integration.DueStore.Due;
import com.leadignite.guard.relay.Rounds;
import com.leadignite.guard.relay.Rounds.Pauses;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Refreshes tokens before they expire, each by one replica at a time, and tells providers of
 * connections that were deleted.
 */
@Singleton
final class RefreshIntegrations {

  private static final Duration GATHER = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LAST_ROUND = Duration.ofSeconds(15);

  private final DueStore store;
  private final IntegrationStore integrations;
  private final RefreshOne refreshOne;
  private final IntegrationConfig config;
  private final Rounds rounds;
  private volatile Map<IntegrationStatus, Long> counts = Map.of();

  RefreshIntegrations(
      DueStore store,
      IntegrationStore integrations,
      RefreshOne refreshOne,
      IntegrationConfig config,
      MeterRegistry registry,
      SecureRandom random,
      Vertx vertx) {
    this.store = store;
    this.integrations = integrations;
    this.refreshOne = refreshOne;
    this.config = config;
    this.rounds =
        new Rounds(
            "integrations were not refreshed",
            new Pauses(() -> GATHER, config.round(), FIRST_PAUSE, LONGEST_PAUSE),
            this::round,
            () -> {},
            random,
            vertx);
    for (IntegrationStatus status : IntegrationStatus.values()) {
      Gauge.builder("leadignite.integrations", () -> counts.getOrDefault(status, 0L))
          .description("Connections to providers by their health")
          .tag("status", status.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  void start(@Observes StartupEvent start) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent shutdown) {
    rounds.stop(LAST_ROUND);
  }

  /** There is work: it is done soon. */
  void wake() {
    rounds.wake();
  }

  private Uni<Boolean> round() {
    return store
        .take(config.batch(), config.lease())
        .chain(due ->
            due.isEmpty()
                ? Uni.createFrom().item(false)
                : all(due).replaceWith(due.size() == config.batch()))
        .call(() -> integrations.count().invoke(fresh -> counts = fresh));
  }

  /** All at once: the lease of one that waited for its turn would run meanwhile. */
  private Uni<Void> all(List<Due> due) {
    return Uni.join()
        .all(due.stream().map(refreshOne::run).toList())
        .andCollectFailures()
        .replaceWithVoid();
  }
}
