package com.leadignite.webhook.processing;

import com.leadignite.guard.relay.QueueGauges;
import com.leadignite.webhook.processing.QueuedWebhookStore.Queued;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The metrics of processing. */
@Singleton
final class ProcessingMetrics {

  private final MeterRegistry registry;
  private final Counter failures;
  private final QueueGauges gauges;

  ProcessingMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    failures =
        Counter.builder("leadignite.processing.failures")
            .description("Attempts to process a webhook that failed")
            .register(registry);
    gauges = new QueueGauges("leadignite.processing", "Webhooks", registry, clock);
    for (State state : State.values()) {
      if (state != State.PENDING) {
        timer(state);
      }
    }
  }

  void ended(Queued webhook, State state) {
    timer(state).record(gauges.since(webhook.queuedAt()));
  }

  void failed() {
    failures.increment();
  }

  /** Counts the queue, but not on every round of a busy one; never fails. */
  Uni<Void> refresh(QueuedWebhookStore store) {
    return gauges.refresh(store::backlog);
  }

  private Timer timer(State state) {
    return Timer.builder("leadignite.processing.ended")
        .description("From a webhook's commit to its end")
        .tag("state", state.wireName())
        .register(registry);
  }
}
