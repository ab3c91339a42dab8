package com.leadignite.auth.session;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The sessions of refresh tokens, for browsers whose access token has expired meanwhile. */
@Singleton
public final class RefreshTokenSessions {

  private final Rows rows;
  private final InvalidSecrets invalidSecrets;
  private final RefreshTokenStore tokens;
  private final ActiveSessionStore sessions;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final SessionConfig config;
  private final Clock clock;

  RefreshTokenSessions(
      Rows rows,
      InvalidSecrets invalidSecrets,
      RefreshTokenStore tokens,
      ActiveSessionStore sessions,
      RevokeTokens revokeTokens,
      AuditEvents events,
      SessionConfig config,
      Clock clock) {
    this.rows = rows;
    this.invalidSecrets = invalidSecrets;
    this.tokens = tokens;
    this.sessions = sessions;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The session to whose family a token ever belonged, which may be over.
   *
   * @return fails with refresh-token-not-found, and counts the attempt
   */
  public Uni<SessionId> sessionOf(String token) {
    return RefreshTokens.isOne(token)
        ? tokens
            .sessionOf(RefreshTokens.hash(token))
            .chain(found -> found.map(id -> Uni.createFrom().item(id)).orElseGet(this::unknown))
        : unknown();
  }

  private Uni<SessionId> unknown() {
    return invalidSecrets.refuse(
        "auth.refresh.failed", AuthProblem.REFRESH_TOKEN_NOT_FOUND.problem());
  }

  /** The session if it is active, and whose it is; fails with session-expired if it is over. */
  public Uni<SessionOwner> ownerOf(String token) {
    Instant now = clock.instant();
    return sessionOf(token)
        .chain(() -> tokens.owner(RefreshTokens.hash(token), now, now.minus(config.idle())))
        .map(owner -> owner.orElseThrow(AuthProblem.SESSION_EXPIRED::problem));
  }

  /**
   * Signs out of the token's session; nothing happens if that is over. Fails with unavailable as
   * {@link SignOut#signOut} does.
   */
  public Uni<Void> end(String token) {
    return rows.asService().transaction(tx -> end(tx, token)).chain(revokeTokens::publish);
  }

  private Uni<List<Revocation>> end(Transaction tx, String token) {
    Instant now = clock.instant();
    return tokens
        .find(tx, RefreshTokens.hash(token), now, now.minus(config.idle()))
        .chain(found ->
            found.isEmpty() || found.get().over()
                ? Uni.createFrom().item(List.<Revocation>of())
                : end(tx, found.get().session(), now));
  }

  private Uni<List<Revocation>> end(Transaction tx, ActiveSession session, Instant now) {
    SessionId id = session.claims().id();
    tx.record(
        events
            .of("auth.logout")
            .actor("user", session.account().id().toString(), session.account().name(), id.value())
            .tenant(session.account().tenantId())
            .target("session", id)
            .meta("scope", SignOutScope.LOCAL.wireName())
            .build());
    return sessions
        .end(tx, session.account().id(), id, EndReason.SIGNED_OUT, now)
        .chain(ended ->
            revokeTokens.ofSessions(
                tx, session.account().tenantId(), session.account().id(), ended));
  }
}
