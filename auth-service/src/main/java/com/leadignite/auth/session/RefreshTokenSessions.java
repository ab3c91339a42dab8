package com.leadignite.auth.session;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
    return rows.asService()
        .transaction(tx ->
            end(
                tx,
                token,
                EndReason.SIGNED_OUT,
                session ->
                    Optional.of(
                        event("auth.logout", session)
                            .meta("scope", SignOutScope.LOCAL.wireName())
                            .build())))
        .chain(revokeTokens::publish);
  }

  /**
   * Ends the session of a token that a browser gives up for that of another session, of the same
   * person or another; nothing happens if it is unknown, over, or the same session. Its access
   * tokens are published as revoked by the next round, a second later by default.
   */
  public Uni<Void> endReplaced(String token, SessionId by) {
    return RefreshTokens.isOne(token)
        ? rows.asService()
            .transaction(tx ->
                end(
                    tx,
                    token,
                    EndReason.REPLACED,
                    session ->
                        session.claims().id().equals(by)
                            ? Optional.empty()
                            : Optional.of(
                                event("auth.session.ended", session)
                                    .meta("reason", EndReason.REPLACED.wireName())
                                    .meta("replaced_by", by.value().toString())
                                    .build())))
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  /**
   * Ends the session of a token unless it is over.
   *
   * @param event what is recorded of it; empty if it is not to end
   */
  private Uni<List<Revocation>> end(
      Transaction tx,
      String token,
      EndReason reason,
      Function<ActiveSession, Optional<AuditEvent>> event) {
    Instant now = clock.instant();
    return tokens
        .find(tx, RefreshTokens.hash(token), now, now.minus(config.idle()))
        .chain(found -> {
          Optional<ActiveSession> session =
              found.filter(stale -> !stale.over()).map(StaleToken::session);
          Optional<AuditEvent> recorded = session.flatMap(event);
          recorded.ifPresent(tx::record);
          return recorded.isPresent()
              ? end(tx, session.orElseThrow(), reason, now)
              : Uni.createFrom().item(List.<Revocation>of());
        });
  }

  private AuditEvents.Builder event(String action, ActiveSession session) {
    SessionId id = session.claims().id();
    return events
        .of(action)
        .actor("user", session.account().id().toString(), session.account().name(), id.value())
        .tenant(session.account().tenantId())
        .target("session", id);
  }

  private Uni<List<Revocation>> end(
      Transaction tx, ActiveSession session, EndReason reason, Instant now) {
    return sessions
        .end(tx, session.account().id(), session.claims().id(), reason, now)
        .chain(ended ->
            revokeTokens.ofSessions(
                tx, session.account().tenantId(), session.account().id(), ended));
  }
}
