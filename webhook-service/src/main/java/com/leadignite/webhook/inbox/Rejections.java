package com.leadignite.webhook.inbox;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.webhook.inbox.RefusalTally.Untold;
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
 * Tells of webhooks that were refused. Every one counts in a metric, but only a few a minute and
 * source become events: whoever knows a source's address can send nonsense as fast as the address
 * limits let them, and must not fill the audit log with it. What is not told at once is told by
 * address and reason, with how many there were, when its minute is over or this service leaves.
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

  // One for each source that was refused something in the last minute: no stranger's choice.
  private final Map<UUID, RefusalTally> tallies = new ConcurrentHashMap<>();

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

  /** Tells of one; never fails, because the sender's answer does not depend on it. */
  Uni<Void> tell(Source source, Refusal refusal) {
    metrics.counter("webhook_rejections", "reason", refusal.wireName()).increment();
    RequestInfo info = request.info().orElseThrow();
    Instant end = clock.instant().plus(WINDOW);
    AtomicBoolean atOnce = new AtomicBoolean();
    tallies.compute(
        source.id(),
        (id, open) -> {
          RefusalTally tally = open == null ? new RefusalTally(source, end) : open;
          atOnce.set(tally.isToldAtOnce(info, refusal));
          return tally;
        });
    return atOnce.get()
        ? record(source, List.of(event(source, new Untold(info, refusal, 1))))
        : Uni.createFrom().voidItem();
  }

  /** Tells what was counted in minutes that are over. */
  @Scheduled(every = "5s", identity = "tell-rejections")
  Uni<Void> tellDue() {
    return tell(due(clock.instant()));
  }

  void leave(@Observes ShutdownEvent shutdown) {
    tell(due(Instant.MAX))
        .ifNoItem()
        .after(LAST_ROUND)
        .recoverWithUni(Uni.createFrom().voidItem())
        .await()
        .indefinitely();
  }

  private List<RefusalTally> due(Instant now) {
    List<RefusalTally> due = new ArrayList<>();
    for (UUID source : tallies.keySet()) {
      tallies.computeIfPresent(
          source,
          (id, tally) -> {
            if (tally.isOver(now)) {
              due.add(tally);
              return null;
            }
            return tally;
          });
    }
    return due;
  }

  private Uni<Void> tell(List<RefusalTally> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(tally -> record(tally.source(), events(tally)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private List<AuditEvent> events(RefusalTally tally) {
    List<AuditEvent> events = new ArrayList<>();
    tally.untold().forEach(untold -> events.add(event(tally.source(), untold)));
    if (tally.others() > 0) {
      events.add(
          begin(auditEvents.of("webhook.rejected"), tally.source())
              .meta("reason", "several")
              .meta("count", tally.others())
              .meta("addresses", tally.otherAddresses())
              .build());
    }
    return events;
  }

  private AuditEvent event(Source source, Untold untold) {
    return begin(auditEvents.of("webhook.rejected", untold.request()), source)
        .meta("reason", untold.refusal().wireName())
        .meta("count", untold.count())
        .build();
  }

  private static AuditEvents.Builder begin(AuditEvents.Builder event, Source source) {
    return event
        .actor("anonymous", null, null)
        .tenant(source.tenantId())
        .target("webhook_source", source.id(), source.name())
        .outcome(Outcome.DENIED);
  }

  private Uni<Void> record(Source source, List<AuditEvent> events) {
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
