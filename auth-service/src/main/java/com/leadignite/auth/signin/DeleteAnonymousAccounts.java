package com.leadignite.auth.signin;

import com.leadignite.auth.account.AnonymousAccountStore;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.row.Rows;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Deletes anonymous accounts that nobody can use any more, a batch at a time. */
@Singleton
final class DeleteAnonymousAccounts {

  /** Of each round: more are left to the next one, so that no transaction is long. */
  private static final int BATCH = 1000;

  private final Rows rows;
  private final AnonymousAccountStore store;
  private final AuditEvents events;
  private final AnonymousConfig config;
  private final Clock clock;

  DeleteAnonymousAccounts(
      Rows rows,
      AnonymousAccountStore store,
      AuditEvents events,
      AnonymousConfig config,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "10m", delayed = "10m", identity = "delete-anonymous-accounts")
  Uni<Void> run() {
    Instant now = clock.instant();
    return rows.asService()
        .transaction(tx ->
            store
                .deleteUnused(tx, now.minus(config.keptFor()), now, BATCH)
                .invoke(deleted -> {
                  if (deleted > 0) {
                    tx.record(
                        events.of("auth.anonymous.deleted").meta("accounts", deleted).build());
                  }
                })
                .replaceWithVoid());
  }
}
