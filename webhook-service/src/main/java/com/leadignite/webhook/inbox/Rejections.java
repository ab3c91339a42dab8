package com.leadignite.webhook.inbox;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.webhook.inbox.RefusalCounter.Unreported;
import com.leadignite.webhook.signature.Refusal;
import com.leadignite.webhook.source.Source;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Records refused webhooks. Each counts in a metric, but only a few a minute and source become
 * events at once: anybody who knows a source's address can send nonsense as fast as the address
 * limits allow, and must not fill the audit log with it. The rest is reported by address and
 * reason, with a count, when the minute is over or the service shuts down.
 */
@Singleton
final class Rejections {

  private static final Logger LOG = Logger.getLogger(Rejections.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);

  private final Rows rows;
  private final AuditEvents auditEvents;
  private final CurrentRequest request;
  private final MeterRegistry metrics;
  private final Clock clock;

  // One for each source with a refusal in the last minute: a stranger cannot make up sources.
  private final Map<UUID, RefusalCounter> counters = new ConcurrentHashMap<>();

  @Inject
  Rejections(
      Rows rows,
      AuditEvents auditEvents,
      CurrentRequest request,
      MeterRegistry metrics,
      Clock clock) {
    this.rows = rows;
    this.auditEvents = auditEvents;
    this.request = request;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Records one; never fails, because the sender's answer does not depend on it. */
  Uni<Void> record(Source source, Refusal refusal) {
    metrics.counter("webhook_rejections", "reason", refusal.wireName()).increment();
    RequestInfo info = request.info().orElseThrow();
    Instant end = clock.instant().plus(WINDOW);
    AtomicBoolean isReportedNow = new AtomicBoolean();
    counters.compute(
        source.id(),
        (id, open) -> {
          RefusalCounter counter = open == null ? new RefusalCounter(source, end) : open;
          isReportedNow.set(counter.mustReportNow(info, refusal));
          return counter;
        });
    return isReportedNow.get()
        ? store(source, List.of(event(source, new Unreported(info, refusal, 1))))
        : Uni.createFrom().voidItem();
  }

  /** Reports what was counted in minutes that are over. */
  @Scheduled(every = "5s", identity = "report-rejections")
  Uni<Void> reportDue() {
    return report(due(clock.instant()));
  }

  void onShutdown(@Observes ShutdownEvent shutdown) {
    report(due(Instant.MAX))
        .ifNoItem()
        .after(LAST_ROUND)
        .recoverWithUni(Uni.createFrom().voidItem())
        .await()
        .indefinitely();
  }

  private List<RefusalCounter> due(Instant now) {
    List<RefusalCounter> due = new ArrayList<>();
    for (UUID source : counters.keySet()) {
      counters.computeIfPresent(
          source,
          (id, counter) -> {
            if (counter.isOver(now)) {
              due.add(counter);
              return null;
            }
            return counter;
          });
    }
    return due;
  }

  private Uni<Void> report(List<RefusalCounter> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(counter -> store(counter.source(), events(counter)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private List<AuditEvent> events(RefusalCounter counter) {
    List<AuditEvent> events = new ArrayList<>();
    counter.unreported().forEach(unreported -> events.add(event(counter.source(), unreported)));
    if (counter.others() > 0) {
      events.add(
          begin(auditEvents.of("webhook.rejected"), counter.source())
              .meta("reason", "several")
              .meta("count", counter.others())
              .meta("addresses", counter.otherAddresses())
              .build());
    }
    return events;
  }

  private AuditEvent event(Source source, Unreported unreported) {
    return begin(auditEvents.of("webhook.rejected", unreported.request()), source)
        .meta("reason", unreported.refusal().wireName())
        .meta("count", unreported.count())
        .build();
  }

  private static AuditEvents.Builder begin(AuditEvents.Builder event, Source source) {
    return event
        .actor("anonymous", null, null)
        .tenant(source.tenantId())
        .target("webhook_source", source.id(), source.name())
        .outcome(Outcome.DENIED);
  }

  private Uni<Void> store(Source source, List<AuditEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return rows.as(new Identity(source.tenantId().toString(), "", Role.SERVICE.wireName()))
        .transaction(transaction -> {
          events.forEach(transaction::record);
          return Uni.createFrom().voidItem();
        })
        .onFailure()
        .invoke(e -> LOG.warnf("rejected webhooks are not in the audit log: %s", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
