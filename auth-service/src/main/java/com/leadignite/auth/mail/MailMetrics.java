package com.leadignite.auth.mail;

import com.leadignite.auth.mail.MailStore.Waiting;
import com.leadignite.guard.relay.QueueGauges;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The metrics of mails. */
@Singleton
final class MailMetrics {

  private final Timer sent;
  private final Counter failures;
  private final Counter expired;
  private final QueueGauges gauges;

  MailMetrics(MeterRegistry registry, Clock clock) {
    sent =
        Timer.builder("leadignite.mail.sent")
            .description("From a mail's commit to its acceptance by the SMTP server")
            .register(registry);
    failures =
        Counter.builder("leadignite.mail.failures")
            .description("Attempts to send a mail that failed")
            .register(registry);
    expired =
        Counter.builder("leadignite.mail.expired")
            .description("Mails that could not be sent before they expired")
            .register(registry);
    gauges = new QueueGauges("leadignite.mail", "Mails", registry, clock);
  }

  void sent(Waiting mail) {
    sent.record(gauges.since(mail.createdAt()));
  }

  void failed() {
    failures.increment();
  }

  void expired() {
    expired.increment();
  }

  /** Counts the outbox, but not on every round of a busy one; never fails. */
  Uni<Void> refresh(MailStore store) {
    return gauges.refresh(store::backlog);
  }
}
