package com.leadignite.auth.session;

import com.leadignite.auth.hook.CustomClaims;
import com.leadignite.auth.token.AccessToken;
import com.leadignite.auth.token.AccessTokens;
import com.leadignite.auth.token.SuiteTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The last step before a person is handed tokens, outside of any transaction: the operator's server
 * may add claims to the access token. If it does not answer, nobody gets one; the refresh token of
 * before stays valid.
 */
@Singleton
public final class CompleteSession {

  private final CustomClaims customClaims;
  private final AccessTokens accessTokens;
  private final SuiteTokens suiteTokens;
  private final Rows rows;
  private final ActiveSessionStore store;
  private final AuditEvents events;
  private final Clock clock;

  CompleteSession(
      CustomClaims customClaims,
      AccessTokens accessTokens,
      SuiteTokens suiteTokens,
      Rows rows,
      ActiveSessionStore store,
      AuditEvents events,
      Clock clock) {
    this.customClaims = customClaims;
    this.accessTokens = accessTokens;
    this.suiteTokens = suiteTokens;
    this.rows = rows;
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The tokens to hand out of a session that was just opened; fails with unavailable if the hook is
   * on and fails, and then the session is over: nobody has its tokens.
   */
  public Uni<SessionTokens> opened(SessionTokens session) {
    return complete(session).onFailure().call(() -> end(session));
  }

  private Uni<Void> end(SessionTokens session) {
    UserId user = session.account().id();
    return rows.asService()
        .transaction(tx -> {
          tx.record(
              events
                  .of("auth.session.ended")
                  .actor("user", user.toString(), session.account().name())
                  .tenant(session.account().tenantId())
                  .target("session", session.sessionId())
                  .meta("reason", EndReason.NOT_HANDED_OUT.wireName())
                  .build());
          return store
              .end(tx, user, session.sessionId(), EndReason.NOT_HANDED_OUT, clock.instant())
              .replaceWithVoid();
        });
  }

  /**
   * The tokens to hand out of a session that goes on; fails with unavailable if the hook is on and
   * fails.
   */
  public Uni<SessionTokens> complete(SessionTokens session) {
    return withClaims(session)
        .map(complete ->
            new SessionTokens(
                complete.account(),
                complete.sessionId(),
                suiteTokens.handOut(complete.accessToken()),
                complete.refreshToken()));
  }

  private Uni<SessionTokens> withClaims(SessionTokens session) {
    if (!customClaims.isOn()) {
      return Uni.createFrom().item(session);
    }
    AccessToken minted = session.accessToken();
    Map<String, Object> claims = accessTokens.claims(minted);
    return customClaims
        .of(claims, method(claims))
        .map(more ->
            new SessionTokens(
                session.account(),
                session.sessionId(),
                accessTokens.with(minted, more),
                session.refreshToken()));
  }

  private static String method(Map<String, Object> claims) {
    return claims.get("amr") instanceof List<?> methods
            && !methods.isEmpty()
            && methods.getFirst() instanceof Map<?, ?> newest
        ? String.valueOf(newest.get("method"))
        : "";
  }
}
