package com.leadignite.guard.access;

import com.leadignite.guard.access.DenialAggregator.Told;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.row.Rows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Records refused requests in the audit log, as {@code access.denied}. The answer does not wait for
 * it. Repeated refusals are counted, and recorded every minute with their number.
 *
 * <p>A request without a valid credential is nobody's and asked for nothing yet: those are in the
 * log and the metrics only.
 */
@Singleton
final class DenialEvents implements DenialListener {

  private static final int LONGEST = 500;

  private final AuditEvents events;
  private final DenialAggregator recent = new DenialAggregator();
  private final CountedEvents recorded;

  DenialEvents(Rows rows, AuditEvents events) {
    this.events = events;
    this.recorded = new CountedEvents(rows, "denials", () -> events(recent.drain()));
  }

  @Override
  public void denied(Denial denial) {
    if (denial.caller() != null
        || denial.problem().status() != CommonProblem.UNAUTHENTICATED.status()) {
      recorded.record(events(recent.add(denial))).subscribe().with(done -> {});
    }
  }

  void start(@Observes StartupEvent started, Vertx vertx, AccessConfig config) {
    recorded.start(vertx, config.denialsToldEvery());
  }

  void stop(@Observes ShutdownEvent stopping) {
    recorded.stop();
  }

  /** Records what was counted since the last time. */
  Uni<Void> tellCounted() {
    return recorded.round();
  }

  private List<AuditEvent> events(List<Told> told) {
    return told.stream().map(this::event).toList();
  }

  private AuditEvent event(Told told) {
    Denial denial = told.denial();
    AuditEvents.Builder event =
        events
            .of("access.denied", denial.request())
            .outcome(AuditEvent.Outcome.DENIED)
            .meta("problem", denial.problem().slug())
            .meta("reason", shortened(denial.reason()))
            .meta("method", denial.method())
            .meta("count", told.count());
    if (told.addresses().size() > 1) {
      // The event's own address and request are those of the first.
      event.meta("addresses", told.addresses());
    }
    Caller caller = denial.caller();
    if (caller != null) {
      event.by(caller);
    }
    if (denial.endpoint() != null) {
      event.target("endpoint", denial.endpoint());
    }
    if (denial.path() != null) {
      event.meta("path", shortened(denial.path()));
    }
    return event.build();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
