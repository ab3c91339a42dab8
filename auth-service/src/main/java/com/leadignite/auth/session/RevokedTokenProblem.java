package com.leadignite.auth.session;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.access.RevokedTokenHandler;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Says whether a token was revoked alone, as by a change of role, or with its session. Clients of
 * Supabase Auth forget a session that is over, and must not forget one that a refresh would bring
 * back.
 */
@Singleton
final class RevokedTokenProblem implements RevokedTokenHandler {

  private final ActiveSessionStore store;
  private final Clock clock;

  RevokedTokenProblem(ActiveSessionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Uni<Problem> problem(Caller caller, Problem usual) {
    return caller instanceof Caller.Person person && !person.isDelegated()
        ? store
            .isActive(person.userId(), person.sessionId(), clock.instant())
            .map(active -> active ? usual : AuthProblem.SESSION_NOT_FOUND.problem())
        : Uni.createFrom().item(usual);
  }
}
