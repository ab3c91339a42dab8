package com.leadignite.webhook.delivery;

import com.leadignite.webhook.delivery.BacklogStore.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** The metrics of deliveries. */
@Singleton
final class DeliveryMetrics {

  private static final Logger LOG = Logger.getLogger(DeliveryMetrics.class);
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final MeterRegistry registry;
  private final BacklogStore store;
  private final Clock clock;
  private volatile Backlog backlog = new Backlog(0, 0);
  private volatile Instant counted = Instant.EPOCH;

  @Inject
  DeliveryMetrics(MeterRegistry registry, BacklogStore store, Clock clock) {
    this.registry = registry;
    this.store = store;
    this.clock = clock;
    Gauge.builder("webhook.delivery.backlog", () -> backlog.seconds())
        .description(
            "How long the delivery has been due that is due for longest, of endpoints that work")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("webhook.endpoints.disabled", () -> backlog.disabled())
        .description("Endpoints that are disabled because they failed or answered 410")
        .register(registry);
  }

  void ended(Outcome outcome) {
    registry.counter("webhook.attempts", "outcome", outcome.wireName()).increment();
  }

  /** Counts now and then; never fails. */
  Uni<Void> refresh() {
    Instant now = clock.instant();
    if (now.isBefore(counted.plus(FRESH))) {
      return Uni.createFrom().voidItem();
    }
    counted = now;
    return store
        .backlog()
        .invoke(fresh -> backlog = fresh)
        .onFailure()
        .invoke(e -> LOG.warnf("deliveries were not counted: %s", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
