package com.leadignite.guard.relay;

import com.leadignite.guard.relay.OutboxStore.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The metrics of the outbox. */
@Singleton
final class OutboxMetrics {

  private final Timer lag;
  private final Counter failures;
  private final QueueGauges gauges;

  OutboxMetrics(MeterRegistry registry, Clock clock) {
    lag =
        Timer.builder("leadignite.outbox.lag")
            .description("From an event's commit to its confirmed delivery")
            .publishPercentileHistogram()
            .register(registry);
    failures =
        Counter.builder("leadignite.outbox.failures")
            .description("Rounds of the relay that failed")
            .register(registry);
    gauges = new QueueGauges("leadignite.outbox", "Events", registry, clock);
  }

  void delivered(List<Message> messages) {
    messages.forEach(message -> lag.record(gauges.since(message.createdAt())));
  }

  void failed() {
    failures.increment();
  }

  /** Counts the outbox, but not on every round of a busy one; never fails. */
  Uni<Void> refresh(OutboxStore store) {
    return gauges.refresh(store::backlog);
  }
}
