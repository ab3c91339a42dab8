package com.leadignite.auth.mfa;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.session.EndReason;
import com.leadignite.auth.session.StepUp;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.access.AccessConfig;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** What every change of a person's factors begins and ends with. */
@Singleton
public final class ChangeFactors {

  private final Rows rows;
  private final StepUp stepUp;
  private final FactorStore store;
  private final ActiveSessionStore sessions;
  private final RevokeTokens revokeTokens;
  private final FactorPolicy policy;
  private final MfaConfig config;
  private final Clock clock;

  ChangeFactors(
      Rows rows,
      StepUp stepUp,
      FactorStore store,
      ActiveSessionStore sessions,
      RevokeTokens revokeTokens,
      AccessConfig access,
      MfaConfig config,
      Clock clock) {
    this.rows = rows;
    this.stepUp = stepUp;
    this.store = store;
    this.sessions = sessions;
    this.revokeTokens = revokeTokens;
    this.policy = new FactorPolicy(access.freshWithin());
    this.config = config;
    this.clock = clock;
  }

  /** Who may change factors. */
  public FactorPolicy policy() {
    return policy;
  }

  /**
   * Does something while the caller's session and factors are held. As the service: what it reads
   * and changes is the caller's by their id. Fails with session-not-found if the session is over.
   */
  public <T> Uni<T> holding(
      Caller.Person caller, BiFunction<Transaction, HeldFactors, Uni<T>> work) {
    return rows.asService().transaction(tx -> held(tx, caller).chain(held -> work.apply(tx, held)));
  }

  private Uni<HeldFactors> held(Transaction tx, Caller.Person caller) {
    return stepUp
        .hold(tx, caller)
        .chain(shown ->
            store
                .of(tx, caller.userId(), enrolledSince(clock.instant()))
                .map(all -> new HeldFactors(shown, all)));
  }

  /** When an enrolment that can be finished now has begun at the earliest. */
  public Instant enrolledSince(Instant now) {
    return now.minus(config.enrolmentLife());
  }

  /**
   * Checks that the caller's session may show a factor. Whoever could finish an enrolment that
   * another session began would have its factor.
   *
   * @throws Problem factor-not-found; insufficient_aal or fresh-sign-in-needed, 403
   */
  public void requireMayShow(
      Caller.Person caller, HeldFactors held, StoredFactor stored, Instant now) {
    if (stored.factor().verified()) {
      return;
    }
    if (!stored.enrolledBy().equals(caller.sessionId())) {
      throw AuthProblem.FACTOR_NOT_FOUND.problem();
    }
    if (FactorPolicy.haveSecondFactor(held.all())) {
      policy.requireFresh(held.all(), held.shown(), now);
    }
  }

  /**
   * Checks that the person may have one more factor.
   *
   * @param replaced which of those they have it replaces
   * @throws Problem too-many-factors
   */
  public void requireRoom(HeldFactors held, Predicate<Factor> replaced) {
    long others = held.all().stream().filter(stored -> !replaced.test(stored.factor())).count();
    if (others >= config.maxFactors()) {
      throw AuthProblem.TOO_MANY_FACTORS.problem();
    }
  }

  /** As {@link #holding}, for a change that needs a factor, or a sign-in, shown just now. */
  public <T> Uni<T> fresh(Caller.Person caller, BiFunction<Transaction, HeldFactors, Uni<T>> work) {
    return holding(
        caller,
        (tx, held) -> {
          policy.requireFresh(held.all(), held.shown(), clock.instant());
          return work.apply(tx, held);
        });
  }

  /** Ends the caller's other sessions, which were not asked about the change (B25). */
  public Uni<List<Revocation>> endOthers(Transaction tx, Caller.Person caller, Instant now) {
    return sessions
        .endOthers(tx, caller.userId(), caller.sessionId(), EndReason.FACTOR_CHANGED, now)
        .chain(ended -> revoke(tx, caller, ended));
  }

  private Uni<List<Revocation>> revoke(
      Transaction tx, Caller.Person caller, List<SessionId> ended) {
    return revokeTokens.ofSessions(tx, caller.tenantId(), caller.userId(), ended);
  }

  /** As {@link #endOthers}, and revokes the present session's tokens as well. */
  Uni<List<Revocation>> endOthersAndTokens(Transaction tx, Caller.Person caller, Instant now) {
    return endOthers(tx, caller, now)
        .chain(others ->
            revokeTokens
                .ofEverything(tx, caller.tenantId(), caller.userId())
                .map(own -> {
                  List<Revocation> all = new ArrayList<>(others);
                  all.addAll(own);
                  return all;
                }));
  }
}
