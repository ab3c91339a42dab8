package com.leadignite.auth.integration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/** Once a minute: counts connections by their health, and forgets flows that nobody finished. */
@Singleton
final class WatchIntegrations {

  private final IntegrationStore integrations;
  private final FlowStore flows;
  private final Clock clock;
  private volatile Map<IntegrationStatus, Long> counts = Map.of();

  WatchIntegrations(
      IntegrationStore integrations, FlowStore flows, MeterRegistry registry, Clock clock) {
    this.integrations = integrations;
    this.flows = flows;
    this.clock = clock;
    for (IntegrationStatus status : IntegrationStatus.values()) {
      Gauge.builder("leadignite.integrations", () -> counts.getOrDefault(status, 0L))
          .description("Connections to providers by their health")
          .tag("status", status.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  @Scheduled(every = "1m", identity = "watch-integrations")
  Uni<Void> watch() {
    return integrations
        .count()
        .invoke(fresh -> counts = fresh)
        .chain(() -> flows.deleteExpired(clock.instant()));
  }
}
