package com.leadignite.auth.mail;

import com.leadignite.auth.mail.MailStore.Backlog;
import com.leadignite.auth.mail.MailStore.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** The metrics of mails. */
@Singleton
final class MailMetrics {

  private static final Logger LOG = Logger.getLogger(MailMetrics.class);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Clock clock;
  private final Timer sent;
  private final Counter failures;
  private final Counter expired;
  private volatile Backlog backlog = new Backlog(0, 0, null);
  private volatile Instant counted = Instant.EPOCH;

  MailMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
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
    Gauge.builder("leadignite.mail.waiting", () -> backlog.waiting())
        .description("Mails that wait to be sent")
        .register(registry);
    Gauge.builder("leadignite.mail.parked", () -> backlog.parked())
        .description("Dead letters: mails that were refused, or tried often enough")
        .register(registry);
    Gauge.builder("leadignite.mail.age", this::age)
        .description("How long the oldest mail has waited")
        .baseUnit("seconds")
        .register(registry);
  }

  void sent(Waiting mail) {
    Duration waited = Duration.between(mail.createdAt(), clock.instant());
    sent.record(waited.isNegative() ? Duration.ZERO : waited);
  }

  void failed() {
    failures.increment();
  }

  void expired() {
    expired.increment();
  }

  /** Counts the outbox, but not on every round of a busy one; never fails. */
  Uni<Void> refresh(MailStore store) {
    Instant now = clock.instant();
    if (now.isBefore(counted.plus(FRESH))) {
      return Uni.createFrom().voidItem();
    }
    counted = now;
    return store
        .backlog()
        .invoke(fresh -> backlog = fresh)
        .onFailure()
        .invoke(e -> LOG.warnf("mails were not counted: %s", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private double age() {
    Instant oldest = backlog.oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }
}
