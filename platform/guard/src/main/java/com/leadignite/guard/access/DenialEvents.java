package com.leadignite.guard.access;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.memory.Recent;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Tells the audit log, as {@code access.denied}, of known callers who tried what they may not. The
 * answer does not wait for it. Of a caller who tries the same again and again, one event a minute:
 * a loop in somebody's script shall not fill the outbox.
 */
@Singleton
final class DenialEvents implements DenialListener {

  private static final Logger LOG = Logger.getLogger(DenialEvents.class);
  private static final long PAUSE_MILLIS = 60_000;

  private final Rows rows;
  private final AuditEvents events;
  private final Clock clock;
  private final Recent<Long> told = new Recent<>(10_000);

  DenialEvents(Rows rows, AuditEvents events, Clock clock) {
    this.rows = rows;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void denied(Denial denial) {
    Caller caller = denial.caller();
    if (caller == null
        || denial.problem().status() != CommonProblem.FORBIDDEN.status()
        || wasTold(caller.key() + denial.endpoint() + denial.problem().slug())) {
      return;
    }
    AuditEvent event =
        events
            .of("access.denied", denial.request())
            .by(caller)
            .target("endpoint", denial.endpoint())
            .outcome(AuditEvent.Outcome.DENIED)
            .meta("problem", denial.problem().slug())
            .meta("method", denial.method())
            .meta("path", denial.path())
            .build();
    rows.asService()
        .transaction(transaction -> {
          transaction.record(event);
          return Uni.createFrom().voidItem();
        })
        .subscribe()
        .with(done -> {}, e -> LOG.errorf(e, "a denial did not reach the outbox: %s", event.id()));
  }

  private boolean wasTold(String what) {
    long now = clock.millis();
    Long last = told.get(what);
    if (last != null && now - last < PAUSE_MILLIS) {
      return true;
    }
    told.put(what, now);
    return false;
  }
}
