package com.leadignite.webhook.inbox;

import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.memory.Recent;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.webhook.signature.Refusal;
import com.leadignite.webhook.source.Source;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Tells of webhooks that were refused. Every one counts in a metric, but only a few a minute and
 * source become events: whoever knows a source's address can send nonsense as fast as the address
 * limits let them, and must not fill the audit log with it. The next event says how many it stands
 * for.
 */
@Singleton
final class Rejections {

  private static final Logger LOG = Logger.getLogger(Rejections.class);
  private static final int MOST = 5;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int SOURCES = 10_000;

  private final Rows rows;
  private final AuditEvents auditEvents;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Recent<Budget> budgets = new Recent<>(SOURCES);

  @Inject
  Rejections(Rows rows, AuditEvents auditEvents, MeterRegistry metrics, Clock clock) {
    this.rows = rows;
    this.auditEvents = auditEvents;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Tells of one; never fails, because the sender's answer does not depend on it. */
  Uni<Void> tell(Source source, Refusal refusal) {
    metrics.counter("webhook_rejections", "reason", refusal.wireName()).increment();
    long standsFor = budgets.get(source.id().toString(), x -> new Budget()).spend(clock.instant());
    if (standsFor == 0) {
      return Uni.createFrom().voidItem();
    }
    var event =
        auditEvents
            .of("webhook.rejected")
            .tenant(source.tenantId())
            .target("webhook_source", source.id(), source.name())
            .outcome(Outcome.DENIED)
            .meta("reason", refusal.wireName())
            .meta("count", standsFor)
            .build();
    return rows.as(new Identity(source.tenantId().toString(), "", Role.SERVICE.wireName()))
        .transaction(transaction -> {
          transaction.record(event);
          return Uni.createFrom().voidItem();
        })
        .onFailure()
        .invoke(e -> LOG.warnf("a rejected webhook is not in the audit log: %s", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /** How many events a source may still cause. */
  static final class Budget {

    private Instant windowEnd = Instant.MIN;
    private int left;
    private long untold;

    /** For how many rejections an event is due now; 0 for none. */
    synchronized long spend(Instant now) {
      if (!now.isBefore(windowEnd)) {
        windowEnd = now.plus(WINDOW);
        left = MOST;
      }
      untold++;
      if (left == 0) {
        return 0;
      }
      left--;
      long told = untold;
      untold = 0;
      return told;
    }
  }
}
