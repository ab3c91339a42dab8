package com.leadignite.auth.linking;

import com.leadignite.auth.identity.IdentityStore;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Links an identity to the account of the person who asked for it. */
@Singleton
public final class LinkIdentity {

  private final IdentityStore identities;
  private final ActiveSessionStore sessions;
  private final AuditEvents events;
  private final Clock clock;

  LinkIdentity(
      IdentityStore identities, ActiveSessionStore sessions, AuditEvents events, Clock clock) {
    this.identities = identities;
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Links an identity, in a transaction of the service. Fails with session-not-found if the session
   * that asked for it has ended, and with identity-exists if it is linked already.
   */
  public Uni<Void> link(Transaction tx, UserId user, PendingLink pending) {
    return sessions
        .holdOf(tx, user, pending.session())
        .chain(() -> identities.link(tx, user, pending.identity(), clock.instant()))
        .invoke(tenant ->
            tx.record(
                events
                    .of("auth.identity.linked")
                    .actor("user", user.toString(), null, pending.session().value())
                    .tenant(tenant)
                    .target("user", user)
                    .meta("provider", pending.identity().provider())
                    .build()))
        .replaceWithVoid();
  }
}
