package com.leadignite.auth.session;

import com.leadignite.auth.assurance.Authentication;
import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Adds a second factor that was shown to the session it was shown in, and takes it away again. All
 * of it runs as the service, in the transaction that checks the factor.
 */
@Singleton
public final class StepUp {

  private final ActiveSessionStore sessions;
  private final StepUpStore store;
  private final RefreshTokens refreshTokens;
  private final OpenSession openSession;

  StepUp(
      ActiveSessionStore sessions,
      StepUpStore store,
      RefreshTokens refreshTokens,
      OpenSession openSession) {
    this.sessions = sessions;
    this.store = store;
    this.refreshTokens = refreshTokens;
    this.openSession = openSession;
  }

  /**
   * Holds the caller's session until the transaction ends, and makes every other change of their
   * sessions and factors wait. Fails with session-not-found if it is over, or they may not sign in.
   *
   * @return what was shown in it so far, whatever their token says
   */
  public Uni<Authentication> hold(Transaction transaction, Caller.Person caller) {
    return sessions
        .lockAllOf(transaction, caller.userId())
        .chain(() -> store.hold(transaction, caller.userId(), caller.sessionId()))
        .map(found -> found.orElseThrow(AuthProblem.SESSION_NOT_FOUND::problem));
  }

  /**
   * Adds a second factor to a session that is held, and makes its next tokens. A client that still
   * shows the refresh token of before is answered the new one, as after any refresh.
   */
  public Uni<SessionTokens> add(
      Transaction transaction,
      SessionId session,
      Authentication shown,
      AuthenticationMethod secondFactor,
      Instant now) {
    return store
        .currentToken(transaction, session)
        .chain(current -> {
          String next = refreshTokens.afterStepUp(current);
          return store
              .raise(
                  transaction,
                  session,
                  shown.with(secondFactor, now),
                  RefreshTokens.hash(next),
                  now)
              .map(raised -> openSession.issue(raised, next));
        });
  }

  /**
   * Adds a second factor to a session that is held; its next tokens know of it, and those it has
   * stay as they are.
   */
  public Uni<Void> note(
      Transaction transaction,
      SessionId session,
      Authentication shown,
      AuthenticationMethod secondFactor,
      Instant now) {
    return store.set(transaction, session, shown.with(secondFactor, now));
  }

  /** Takes the second factors away from a session that is held: the person has none any more. */
  public Uni<Void> withdraw(Transaction transaction, SessionId session, Authentication shown) {
    return store.set(transaction, session, shown.withoutSecondFactors());
  }
}
