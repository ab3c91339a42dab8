package com.leadignite.auth.linking;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.identity.IdentityStore;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.onetime.UseSecret;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.session.EndReason;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Unlinks an identity, ends the person's other sessions and voids codes that were not exchanged
 * yet: somebody else may have signed in with it (B25).
 */
@Singleton
public final class UnlinkIdentity {

  private final Rows rows;
  private final IdentityStore identities;
  private final ActiveSessionStore sessions;
  private final UseSecret useSecret;
  private final RevokeTokens revokeTokens;
  private final SecurityNotices notices;
  private final AuditEvents events;
  private final Clock clock;

  UnlinkIdentity(
      Rows rows,
      IdentityStore identities,
      ActiveSessionStore sessions,
      UseSecret useSecret,
      RevokeTokens revokeTokens,
      SecurityNotices notices,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.identities = identities;
    this.sessions = sessions;
    this.useSecret = useSecret;
    this.revokeTokens = revokeTokens;
    this.notices = notices;
    this.events = events;
    this.clock = clock;
  }

  /** Unlinks it. Fails with identity-not-found, single-identity or session-not-found. */
  public Uni<Void> unlink(Caller.Person caller, UUID identity) {
    return rows.asService()
        .transaction(tx -> unlink(tx, caller, identity))
        .chain(revokeTokens::publish);
  }

  private Uni<List<Revocation>> unlink(Transaction tx, Caller.Person caller, UUID identity) {
    // First, in the order in which an exchange of a code locks.
    return useSecret
        .voidOf(tx, caller.userId(), List.of())
        .chain(() -> sessions.hold(tx, caller))
        .chain(() -> identities.unlink(tx, caller.userId(), identity))
        .invoke(unlinked ->
            tx.record(
                events
                    .of("auth.identity.unlinked")
                    .target("user", caller.userId(), caller.email())
                    .meta("provider", unlinked.provider())
                    .build()))
        .chain(unlinked ->
            notices.identityUnlinked(
                tx, EmailAddress.parse(unlinked.email()).orElse(null), unlinked.provider()))
        .chain(() ->
            sessions.endOthers(
                tx,
                caller.userId(),
                caller.sessionId(),
                EndReason.IDENTITY_UNLINKED,
                clock.instant()))
        .chain(ended -> revokeTokens.ofSessions(tx, caller.tenantId(), caller.userId(), ended));
  }
}
