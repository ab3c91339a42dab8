package com.leadignite.auth.mfa;

import com.leadignite.auth.assurance.Authentication;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who may change the factors of an account: only those who have just shown one of them (B23). */
public record FactorPolicy(Duration freshWithin) {

  /**
   * Checks that enough was shown, lately, in the session that wants to add or remove a factor: a
   * second factor if the person has one, and else what they sign in with.
   *
   * @throws Problem insufficient_aal or fresh-sign-in-needed, 403
   */
  public void requireFresh(List<StoredFactor> factors, Authentication shown, Instant now) {
    if (!haveSecondFactor(factors)) {
      requireFresh(Optional.of(shown.at()), now, "Sign in again and try again.");
      return;
    }
    requireSecondFactor(shown);
    requireFresh(shown.secondFactorAt(), now, "Show a second factor again and try again.");
  }

  /**
   * Checks that a second factor was shown in the session, whenever that was.
   *
   * @throws Problem insufficient_aal, 403
   */
  public void requireSecondFactor(Authentication shown) {
    if (shown.level() != AssuranceLevel.AAL2) {
      throw AuthProblem.SECOND_FACTOR_NOT_SHOWN.problem();
    }
  }

  private void requireFresh(Optional<Instant> shownAt, Instant now, String otherwise) {
    if (shownAt.filter(at -> !at.plus(freshWithin).isBefore(now)).isEmpty()) {
      throw new Problem(CommonProblem.FRESH_SIGN_IN_NEEDED, otherwise);
    }
  }

  /** Whether one of them is a verified second factor. */
  public static boolean haveSecondFactor(List<StoredFactor> factors) {
    return factors.stream().anyMatch(stored -> stored.factor().isSecondFactor());
  }
}
