package com.leadignite.auth.session;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Exchanges a refresh token for its successor and a new access token. The token before the current
 * one is answered with the current one for as long as that is unused, so that a lost answer signs
 * nobody out, however late the client tries again; any other that was used before ends the session,
 * since two hold it (B16, B17).
 */
@Singleton
public final class RefreshSession {

  private final Rows rows;
  private final RateLimiter limiter;
  private final RefreshTokenSessions tokenSessions;
  private final ActiveSessionStore sessions;
  private final RefreshTokenStore tokens;
  private final RefreshTokens refreshTokens;
  private final OpenSession openSession;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final SessionConfig config;
  private final Clock clock;

  RefreshSession(
      Rows rows,
      RateLimiter limiter,
      RefreshTokenSessions tokenSessions,
      ActiveSessionStore sessions,
      RefreshTokenStore tokens,
      RefreshTokens refreshTokens,
      OpenSession openSession,
      RevokeTokens revokeTokens,
      AuditEvents events,
      SessionConfig config,
      Clock clock) {
    this.rows = rows;
    this.limiter = limiter;
    this.tokenSessions = tokenSessions;
    this.sessions = sessions;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.openSession = openSession;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Refreshes.
   *
   * @param token as the client sent it
   * @return fails with refresh-token-not-found, refresh-token-already-used or session-expired
   */
  public Uni<SessionTokens> refresh(String token) {
    // Per session: behind one office's address are hundreds, and a 429 signs people out.
    return tokenSessions.sessionOf(token).chain(session -> refresh(session, token));
  }

  private Uni<SessionTokens> refresh(SessionId session, String token) {
    return limiter
        .require(Limit.REFRESH, session.toString())
        .chain(() -> rows.asService().transaction(tx -> refresh(tx, token)))
        .chain(this::answer);
  }

  private Uni<RefreshOutcome> refresh(Transaction tx, String token) {
    Instant now = clock.instant();
    Instant idleSince = now.minus(config.idle());
    String successor = refreshTokens.successor(token);
    byte[] hash = RefreshTokens.hash(token);
    return tokens
        .rotate(tx, hash, RefreshTokens.hash(successor), now, idleSince)
        .chain(rotated ->
            rotated
                .map(session -> rotated(tx, session, successor))
                .orElseGet(() ->
                    tokens
                        .find(tx, hash, now, idleSince)
                        .chain(found -> judge(tx, found, token, now))));
  }

  private Uni<RefreshOutcome> rotated(Transaction tx, ActiveSession session, String successor) {
    tx.record(event("auth.refresh.succeeded", session).build());
    return Uni.createFrom().item(new RefreshOutcome.Issued(openSession.issue(session, successor)));
  }

  private Uni<RefreshOutcome> judge(
      Transaction tx, Optional<StaleToken> found, String token, Instant now) {
    if (found.isEmpty()) {
      return refused(AuthProblem.REFRESH_TOKEN_NOT_FOUND);
    }
    StaleToken stale = found.get();
    if (stale.over()) {
      return refused(whyOver(stale));
    }
    if (stale.age() == 1) {
      return refreshTokens
          .current(token, stale.current().getBytes())
          .map(current -> repeated(tx, stale.session(), current))
          .orElseGet(() -> refused(AuthProblem.REFRESH_TOKEN_NOT_FOUND));
    }
    return reused(tx, stale.session(), now);
  }

  private Uni<RefreshOutcome> repeated(Transaction tx, ActiveSession session, String current) {
    tx.record(event("auth.refresh.repeated", session).build());
    return Uni.createFrom().item(new RefreshOutcome.Issued(openSession.issue(session, current)));
  }

  private Uni<RefreshOutcome> reused(Transaction tx, ActiveSession session, Instant now) {
    AuditEvent event =
        event("auth.refresh.reused", session)
            .outcome(Outcome.DENIED)
            .target("session", session.claims().id())
            .build();
    tx.record(event);
    return sessions
        .end(tx, session.account().id(), session.claims().id(), EndReason.REFRESH_REUSED, now)
        .chain(ended ->
            revokeTokens.ofSessions(
                tx, session.account().tenantId(), session.account().id(), ended))
        .map(RefreshOutcome.Reused::new);
  }

  private AuditEvents.Builder event(String action, ActiveSession session) {
    return events
        .of(action)
        .actor(
            "user",
            session.account().id().toString(),
            session.account().name(),
            session.claims().id().value())
        .tenant(session.account().tenantId());
  }

  private static AuthProblem whyOver(StaleToken stale) {
    String reason = stale.endReason();
    if (reason == null) {
      return AuthProblem.SESSION_EXPIRED;
    }
    return reason.equals(EndReason.REFRESH_REUSED.wireName())
        ? AuthProblem.REFRESH_TOKEN_ALREADY_USED
        : AuthProblem.REFRESH_TOKEN_NOT_FOUND;
  }

  private static Uni<RefreshOutcome> refused(AuthProblem why) {
    return Uni.createFrom().item(new RefreshOutcome.Refused(why));
  }

  private Uni<SessionTokens> answer(RefreshOutcome outcome) {
    return switch (outcome) {
      case RefreshOutcome.Issued(SessionTokens session) -> Uni.createFrom().item(session);
      case RefreshOutcome.Refused(AuthProblem why) -> Uni.createFrom().failure(why.problem());
      // The session stays ended if Redis is unavailable: it learns of that later, and the caller is
      // refused either way.
      case RefreshOutcome.Reused(List<Revocation> revocations) ->
          revokeTokens
              .publish(revocations)
              .onFailure()
              .recoverWithNull()
              .chain(
                  () -> Uni.createFrom().failure(AuthProblem.REFRESH_TOKEN_ALREADY_USED.problem()));
    };
  }
}
