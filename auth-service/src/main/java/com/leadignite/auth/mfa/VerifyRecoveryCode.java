package com.leadignite.auth.mfa;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.session.StepUp;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows a recovery code in place of a factor that is lost. */
@Singleton
public final class VerifyRecoveryCode {

  private static final AuthenticationMethod METHOD = AuthenticationMethod.RECOVERY_CODE;

  private final ShowFactor showFactor;
  private final RecoveryCodeStore store;
  private final StepUp stepUp;
  private final AuditEvents events;
  private final Clock clock;

  VerifyRecoveryCode(
      ShowFactor showFactor,
      RecoveryCodeStore store,
      StepUp stepUp,
      AuditEvents events,
      Clock clock) {
    this.showFactor = showFactor;
    this.store = store;
    this.stepUp = stepUp;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Verifies a code, and spends it.
   *
   * @param code as it was typed
   * @return the session's next tokens; fails with recovery-code-invalid, whatever is wrong, with
   *     locked-out or session-not-found
   */
  public Uni<SessionTokens> verify(Caller.Person caller, String code) {
    return showFactor.attempt(
        caller,
        METHOD,
        (tx, held) -> {
          Optional<Factor> factor = ManageRecoveryCodes.existing(held);
          return factor.isEmpty()
              ? wrong(tx, caller)
              : check(tx, caller, held, factor.get(), code, clock.instant());
        });
  }

  private Uni<Proof> check(
      Transaction tx,
      Caller.Person caller,
      HeldFactors held,
      Factor factor,
      String code,
      Instant now) {
    return store
        .spend(tx, caller.userId(), factor.id(), RecoveryCode.hash(factor.id(), code), now)
        .chain(spent -> spent ? right(tx, caller, held, factor, now) : wrong(tx, caller));
  }

  private Uni<Proof> wrong(Transaction tx, Caller.Person caller) {
    return showFactor.wrong(
        tx, caller, METHOD, "wrong_or_used_before", AuthProblem.RECOVERY_CODE_INVALID);
  }

  private Uni<Proof> right(
      Transaction tx, Caller.Person caller, HeldFactors held, Factor factor, Instant now) {
    return store
        .status(tx, factor.id())
        .invoke(left ->
            tx.record(
                events
                    .of("auth.recovery_code.used")
                    .target("factor", factor.id(), factor.friendlyName())
                    .meta("remaining", left.remaining())
                    .build()))
        .chain(() -> stepUp.add(tx, caller.sessionId(), held.shown(), METHOD, now))
        .map(session -> new Proof.Right(session, List.of()));
  }
}
