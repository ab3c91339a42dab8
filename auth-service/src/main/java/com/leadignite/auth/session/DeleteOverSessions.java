package com.leadignite.auth.session;

import com.leadignite.guard.row.Rows;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Deletes sessions that have been over for a week. */
@Singleton
final class DeleteOverSessions {

  private static final Duration KEPT = Duration.ofDays(7);

  private final Rows rows;
  private final SessionStore store;
  private final Clock clock;

  DeleteOverSessions(Rows rows, SessionStore store, Clock clock) {
    this.rows = rows;
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "1h", identity = "delete-over-sessions")
  Uni<Void> run() {
    return rows.asService().transaction(tx -> store.deleteOver(tx, clock.instant().minus(KEPT)));
  }
}
