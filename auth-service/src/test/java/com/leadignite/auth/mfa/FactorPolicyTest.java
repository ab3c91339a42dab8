package com.leadignite.auth.mfa;

import static com.leadignite.auth.assurance.AuthenticationMethod.PASSWORD;
import static com.leadignite.auth.assurance.AuthenticationMethod.TOTP;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.assurance.Authentication;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B23")
class FactorPolicyTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final FactorPolicy POLICY = new FactorPolicy(Duration.ofMinutes(5));
  private static final List<StoredFactor> NONE =
      List.of(factor(Factor.TOTP, false), factor(Factor.RECOVERY_CODE, true));
  private static final List<StoredFactor> ONE = List.of(factor(Factor.TOTP, true));

  @Test
  void theFirstFactorNeedsAFreshSignIn() {
    assertDoesNotThrow(() -> POLICY.requireFresh(NONE, password(300), NOW));

    assertEquals(CommonProblem.FRESH_SIGN_IN_NEEDED, refusal(NONE, password(301)));
  }

  @Test
  void anotherFactorNeedsOneThatWasShown() {
    assertEquals(AuthProblem.SECOND_FACTOR_NOT_SHOWN, refusal(ONE, password(0)));
  }

  @Test
  void anotherFactorNeedsOneThatWasShownJustNow() {
    assertDoesNotThrow(() -> POLICY.requireFresh(ONE, totp(3600, 300), NOW));

    assertEquals(CommonProblem.FRESH_SIGN_IN_NEEDED, refusal(ONE, totp(3600, 301)));
  }

  /** A password is worth nothing here, however fresh. */
  @Test
  void aFreshPasswordIsNoFreshSecondFactor() {
    assertEquals(CommonProblem.FRESH_SIGN_IN_NEEDED, refusal(ONE, totp(0, 301)));
  }

  private static ProblemType refusal(List<StoredFactor> factors, Authentication shown) {
    return assertThrows(Problem.class, () -> POLICY.requireFresh(factors, shown, NOW)).type();
  }

  private static Authentication password(int secondsAgo) {
    return Authentication.by(PASSWORD, NOW.minusSeconds(secondsAgo));
  }

  private static Authentication totp(int passwordSecondsAgo, int secondsAgo) {
    return password(passwordSecondsAgo).with(TOTP, NOW.minusSeconds(secondsAgo));
  }

  private static StoredFactor factor(String type, boolean verified) {
    return new StoredFactor(
        new Factor(new UUID(0, 1), type, null, verified, NOW, NOW),
        new SessionId(new UUID(0, 2)),
        null);
  }
}
