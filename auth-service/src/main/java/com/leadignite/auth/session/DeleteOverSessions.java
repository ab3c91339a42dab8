package com.leadignite.auth.session;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Deletes sessions that have been over for a week. */
@Singleton
final class DeleteOverSessions {

  private static final Duration KEPT = Duration.ofDays(7);

  private final SessionStore store;
  private final Clock clock;

  DeleteOverSessions(SessionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "1h", identity = "delete-over-sessions")
  Uni<Void> run() {
    return store.deleteOver(clock.instant().minus(KEPT));
  }
}
