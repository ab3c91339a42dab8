package com.leadignite.auth.session;

import com.leadignite.auth.instance.AuthConfig;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.SessionStore.Live;
import com.leadignite.auth.session.SessionStore.Presented;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.auth.token.UnknownTokens;
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
 * one answers the current one for as long as that is unused, so that nobody is signed out by a lost
 * answer, however late they ask again; any other that was used before ends the session, since two
 * hold it (B16, B17).
 */
@Singleton
public final class RefreshSession {

  private final Rows rows;
  private final RateLimiter limiter;
  private final UnknownTokens unknownTokens;
  private final SessionStore store;
  private final RefreshTokens refreshTokens;
  private final OpenSession openSession;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final AuthConfig.Session config;
  private final Clock clock;

  RefreshSession(
      Rows rows,
      RateLimiter limiter,
      UnknownTokens unknownTokens,
      SessionStore store,
      RefreshTokens refreshTokens,
      OpenSession openSession,
      RevokeTokens revokeTokens,
      AuditEvents events,
      AuthConfig config,
      Clock clock) {
    this.rows = rows;
    this.limiter = limiter;
    this.unknownTokens = unknownTokens;
    this.store = store;
    this.refreshTokens = refreshTokens;
    this.openSession = openSession;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.config = config.session();
    this.clock = clock;
  }

  /**
   * Refreshes.
   *
   * @param token as the client sent it
   * @return fails with refresh-token-not-found, refresh-token-already-used or session-expired
   */
  public Uni<IssuedSession> refresh(String token) {
    if (!RefreshTokens.isOne(token)) {
      return unknown();
    }
    // Per session: behind one office's address are hundreds, and a 429 signs people out.
    return store
        .sessionOf(RefreshTokens.hash(token))
        .chain(session -> session.isEmpty() ? unknown() : refresh(session.get(), token));
  }

  private Uni<IssuedSession> unknown() {
    return unknownTokens.refuse(
        "auth.refresh.failed", AuthProblem.REFRESH_TOKEN_NOT_FOUND.problem());
  }

  private Uni<IssuedSession> refresh(SessionId session, String token) {
    return limiter
        .require(Limit.REFRESH, session.toString())
        .chain(() -> rows.asService().transaction(tx -> refresh(tx, token)))
        .chain(this::answer);
  }

  private Uni<RefreshOutcome> refresh(Transaction tx, String token) {
    Instant now = clock.instant();
    Instant idleSince = now.minus(config.idle());
    String successor = refreshTokens.successor(token);
    byte[] shown = RefreshTokens.hash(token);
    return store
        .rotate(tx, shown, RefreshTokens.hash(successor), now, idleSince)
        .chain(rotated ->
            rotated
                .map(live -> rotated(tx, live, successor))
                .orElseGet(() ->
                    store
                        .find(tx, shown, now, idleSince)
                        .chain(found -> judge(tx, found, successor, now))));
  }

  private Uni<RefreshOutcome> rotated(Transaction tx, Live live, String successor) {
    tx.record(event("auth.refresh.succeeded", live).build());
    return Uni.createFrom().item(new RefreshOutcome.Issued(openSession.issue(live, successor)));
  }

  private Uni<RefreshOutcome> judge(
      Transaction tx, Optional<Presented> found, String successor, Instant now) {
    if (found.isEmpty()) {
      return refused(AuthProblem.REFRESH_TOKEN_NOT_FOUND);
    }
    Presented presented = found.get();
    if (presented.over()) {
      return refused(whyOver(presented));
    }
    if (presented.age() == 1) {
      tx.record(event("auth.refresh.repeated", presented.live()).build());
      return Uni.createFrom()
          .item(new RefreshOutcome.Issued(openSession.issue(presented.live(), successor)));
    }
    return reused(tx, presented.live(), now);
  }

  private Uni<RefreshOutcome> reused(Transaction tx, Live live, Instant now) {
    AuditEvent event =
        event("auth.refresh.reused", live)
            .outcome(Outcome.DENIED)
            .target("session", live.session().id())
            .build();
    tx.record(event);
    return store
        .end(tx, live.account().id(), live.session().id(), EndReason.REFRESH_REUSED, now)
        .chain(ended ->
            revokeTokens.ofSessions(tx, live.account().tenantId(), live.account().id(), ended))
        .map(RefreshOutcome.Reused::new);
  }

  private AuditEvents.Builder event(String action, Live live) {
    return events
        .of(action)
        .actor(
            "user",
            live.account().id().toString(),
            live.account().email().value(),
            live.session().id().value())
        .tenant(live.account().tenantId());
  }

  private static AuthProblem whyOver(Presented presented) {
    String reason = presented.endReason();
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

  private Uni<IssuedSession> answer(RefreshOutcome outcome) {
    return switch (outcome) {
      case RefreshOutcome.Issued(IssuedSession session) -> Uni.createFrom().item(session);
      case RefreshOutcome.Refused(AuthProblem why) -> Uni.createFrom().failure(why.problem());
      // What was ended stays ended where Redis does not answer: it is told later, and the caller is
      // refused either way.
      case RefreshOutcome.Reused(List<com.leadignite.auth.token.Revocation> revocations) ->
          revokeTokens
              .publish(revocations)
              .onFailure()
              .recoverWithNull()
              .chain(
                  () -> Uni.createFrom().failure(AuthProblem.REFRESH_TOKEN_ALREADY_USED.problem()));
    };
  }
}
