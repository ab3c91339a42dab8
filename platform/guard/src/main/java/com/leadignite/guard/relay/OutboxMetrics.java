package com.leadignite.guard.relay;

import com.leadignite.guard.relay.OutboxStore.Backlog;
import com.leadignite.guard.relay.OutboxStore.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** The metrics of the outbox. */
@Singleton
final class OutboxMetrics {

  private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Clock clock;
  private final Timer lag;
  private final Counter failures;
  private volatile Backlog backlog = new Backlog(0, 0, null);
  private Instant counted = Instant.EPOCH;

  OutboxMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    lag =
        Timer.builder("leadignite.outbox.lag")
            .description("From an event's commit to its confirmed delivery")
            .publishPercentileHistogram()
            .register(registry);
    failures =
        Counter.builder("leadignite.outbox.failures")
            .description("Rounds of the relay that failed")
            .register(registry);
    Gauge.builder("leadignite.outbox.waiting", () -> backlog.waiting())
        .description("Events that wait for delivery")
        .register(registry);
    Gauge.builder("leadignite.outbox.parked", () -> backlog.parked())
        .description("Events that audit-service refused; each needs a person")
        .register(registry);
    Gauge.builder("leadignite.outbox.age", this::age)
        .description("How long the oldest event has waited")
        .baseUnit("seconds")
        .register(registry);
  }

  void delivered(List<Message> messages) {
    Instant now = clock.instant();
    for (Message message : messages) {
      Duration waited = Duration.between(message.createdAt(), now);
      lag.record(waited.isNegative() ? Duration.ZERO : waited);
    }
  }

  void failed() {
    failures.increment();
  }

  /**
   * Counts the outbox, but not on every round of a busy one; never fails: an outbox that is too
   * long to be counted must still be delivered.
   */
  Uni<Void> refresh(OutboxStore store) {
    Instant now = clock.instant();
    if (now.isBefore(counted.plus(FRESH))) {
      return Uni.createFrom().voidItem();
    }
    counted = now;
    return store
        .backlog()
        .invoke(fresh -> backlog = fresh)
        .onFailure()
        .invoke(e -> LOG.warnf("the outbox was not counted: %s", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private double age() {
    Instant oldest = backlog.oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }
}
