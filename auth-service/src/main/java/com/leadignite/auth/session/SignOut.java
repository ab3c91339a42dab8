package com.leadignite.auth.session;

import com.leadignite.auth.delegation.EndGivenGrants;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Ends sessions of the person who asks, in every service at once. */
@Singleton
public final class SignOut {

  private final Rows rows;
  private final ActiveSessionStore store;
  private final EndGivenGrants endGivenGrants;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  SignOut(
      Rows rows,
      ActiveSessionStore store,
      EndGivenGrants endGivenGrants,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.endGivenGrants = endGivenGrants;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Signs out. Of more than the caller's own session, it ends as well what they let clients of
   * partners do: somebody may have been in their account. Fails with unavailable, 503, if Redis
   * does not answer: the sessions are over and their access tokens are revoked when it does, but
   * until then they are accepted.
   */
  public Uni<Void> signOut(Caller.Person caller, SignOutScope scope) {
    // What clients were given belongs to no session, and is the service's alone to end.
    return (scope == SignOutScope.LOCAL ? rows.as(caller) : rows.asService())
        .transaction(tx -> end(tx, caller, scope))
        .chain(revokeTokens::publish);
  }

  /**
   * Ends one session of the caller. Fails with not-found if they have no active one of that id, and
   * with unavailable as {@link #signOut} does.
   */
  public Uni<Void> end(Caller.Person caller, SessionId session) {
    return rows.as(caller)
        .transaction(tx -> endOne(tx, caller, session))
        .chain(revokeTokens::publish);
  }

  private Uni<List<Revocation>> endOne(Transaction tx, Caller.Person caller, SessionId session) {
    return store
        .end(tx, caller.userId(), session, EndReason.SIGNED_OUT, clock.instant())
        .chain(ended -> {
          if (ended.isEmpty()) {
            throw new Problem(CommonProblem.NOT_FOUND, "There is no such session.");
          }
          tx.record(events.of("auth.session.ended").target("session", session).build());
          return revoke(tx, caller, ended);
        });
  }

  private Uni<List<Revocation>> end(Transaction tx, Caller.Person caller, SignOutScope scope) {
    Instant now = clock.instant();
    tx.record(
        events
            .of("auth.logout")
            .target("session", caller.sessionId())
            .meta("scope", scope.wireName())
            .build());
    return switch (scope) {
      case LOCAL ->
          store
              .end(tx, caller.userId(), caller.sessionId(), EndReason.SIGNED_OUT, now)
              .chain(ended -> revoke(tx, caller, List.of(caller.sessionId())));
      case OTHERS ->
          store
              .lockAllOf(tx, caller.userId())
              .chain(() ->
                  store.endOthers(
                      tx, caller.userId(), caller.sessionId(), EndReason.SIGNED_OUT, now))
              .chain(ended -> revoke(tx, caller, ended))
              .chain(revoked -> withGrants(tx, caller, revoked));
      case GLOBAL ->
          store
              .lockAllOf(tx, caller.userId())
              .chain(() -> store.endAll(tx, caller.userId(), EndReason.SIGNED_OUT, now))
              .chain(ended -> revokeTokens.ofEverything(tx, caller.tenantId(), caller.userId()))
              .chain(revoked -> withGrants(tx, caller, revoked));
    };
  }

  private Uni<List<Revocation>> withGrants(
      Transaction tx, Caller.Person caller, List<Revocation> revoked) {
    return endGivenGrants
        .of(tx, caller.userId(), EndReason.SIGNED_OUT.wireName())
        .map(more -> Stream.concat(revoked.stream(), more.stream()).toList());
  }

  private Uni<List<Revocation>> revoke(
      Transaction tx, Caller.Person caller, List<SessionId> sessions) {
    return revokeTokens.ofSessions(tx, caller.tenantId(), caller.userId(), sessions);
  }
}
