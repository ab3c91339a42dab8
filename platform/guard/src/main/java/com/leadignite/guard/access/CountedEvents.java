package com.leadignite.guard.access;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Records events of what was counted, in rounds and once more at the end: nobody waits for them,
 * and a round that fails is logged and not repeated.
 */
public final class CountedEvents {

  private static final Logger LOG = Logger.getLogger(CountedEvents.class);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);

  private final Rows rows;
  private final String what;
  private final Supplier<List<AuditEvent>> counted;

  /**
   * Nothing happens before {@link #start}.
   *
   * @param what was counted, for the log
   * @param counted the events of what was counted since it was last asked
   */
  public CountedEvents(Rows rows, String what, Supplier<List<AuditEvent>> counted) {
    this.rows = rows;
    this.what = what;
    this.counted = counted;
  }

  /** Begins the rounds. */
  public void start(Vertx vertx, Duration every) {
    vertx.setPeriodic(every.toMillis(), timer -> round().subscribe().with(done -> {}));
  }

  /** The last round, which does not keep a shutdown waiting. */
  public void stop() {
    round()
        .ifNoItem()
        .after(LAST_ROUND)
        .fail()
        .onFailure()
        .recoverWithNull()
        .await()
        .indefinitely();
  }

  /** Records what was counted since the last time. */
  public Uni<Void> round() {
    return record(counted.get());
  }

  /** Records events; never fails. */
  public Uni<Void> record(List<AuditEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return rows.asService()
        .transaction(transaction -> {
          events.forEach(transaction::record);
          return Uni.createFrom().voidItem();
        })
        .onFailure()
        .invoke(e -> LOG.errorf(e, "%d %s did not reach the outbox", events.size(), what))
        .onFailure()
        .recoverWithNull();
  }
}
