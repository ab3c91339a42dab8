package com.leadignite.auth.mfa;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Answers a challenge with a code of an authenticator app; the first one finishes its enrolment.
 */
@Singleton
public final class VerifyFactor {

  private final ShowFactor showFactor;
  private final ChangeFactors changeFactors;
  private final ChallengeStore challenges;
  private final TotpSecrets secrets;
  private final AcceptFactor acceptFactor;
  private final Clock clock;

  VerifyFactor(
      ShowFactor showFactor,
      ChangeFactors changeFactors,
      ChallengeStore challenges,
      TotpSecrets secrets,
      AcceptFactor acceptFactor,
      Clock clock) {
    this.showFactor = showFactor;
    this.changeFactors = changeFactors;
    this.challenges = challenges;
    this.secrets = secrets;
    this.acceptFactor = acceptFactor;
    this.clock = clock;
  }

  /** What is shown. Does not print its code. */
  private record Shown(StoredFactor stored, UUID challenge, String code) {

    Factor factor() {
      return stored.factor();
    }

    @Override
    public String toString() {
      return "Shown[factor=" + factor().id() + "]";
    }
  }

  /**
   * Verifies a code.
   *
   * @return the session's next tokens; fails with totp-code-invalid, factor-not-found,
   *     challenge-expired, locked-out or session-not-found, and for an enrolment as that does
   */
  public Uni<SessionTokens> verify(Caller.Person caller, UUID factor, UUID challenge, String code) {
    return showFactor.attempt(
        caller,
        AuthenticationMethod.TOTP,
        (tx, held) -> {
          Instant now = clock.instant();
          StoredFactor stored = held.get(factor);
          if (!stored.is(Factor.TOTP)) {
            throw AuthProblem.FACTOR_NOT_FOUND.problem();
          }
          changeFactors.requireMayShow(caller, held, stored, now);
          return challenges
              .isOpen(tx, challenge, factor, caller.sessionId(), now)
              .chain(open -> {
                if (!open) {
                  throw AuthProblem.CHALLENGE_EXPIRED.problem();
                }
                return check(tx, caller, held, new Shown(stored, challenge, code), now);
              });
        });
  }

  private byte[] secret(Caller.Person caller, StoredFactor stored) {
    byte[] sealed = Objects.requireNonNull(stored.sealedSecret(), "an app has a secret").getBytes();
    return secrets.open(sealed, caller.userId(), stored.factor().id());
  }

  private Uni<Proof> check(
      Transaction tx, Caller.Person caller, HeldFactors held, Shown shown, Instant now) {
    OptionalLong step = Totp.step(secret(caller, shown.stored()), shown.code(), now);
    if (step.isEmpty()) {
      return wrong(tx, caller, "wrong");
    }
    return challenges
        .spend(tx, caller.userId(), step.getAsLong())
        .chain(spent ->
            spent ? right(tx, caller, held, shown, now) : wrong(tx, caller, "used_before"));
  }

  private Uni<Proof> wrong(Transaction tx, Caller.Person caller, String reason) {
    return showFactor.wrong(
        tx, caller, AuthenticationMethod.TOTP, reason, AuthProblem.TOTP_CODE_INVALID);
  }

  private Uni<Proof> right(
      Transaction tx, Caller.Person caller, HeldFactors held, Shown shown, Instant now) {
    return challenges
        .delete(tx, shown.challenge())
        .chain(() ->
            acceptFactor.accept(tx, caller, held, shown.factor(), AuthenticationMethod.TOTP, now));
  }
}
