package com.leadignite.auth.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.problem.Problem;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTypeTest {

  @Test
  void emailIsAnyMailThatSignsAPersonInAtTheirOwnWish() {
    assertEquals(Set.of(Purpose.SIGNUP, Purpose.MAGICLINK), VerificationType.purposes("email"));
  }

  /** A code that was sent to prove who holds a session must not open another one. */
  @ParameterizedTest
  @Tag("B20")
  @ValueSource(strings = {"signup", "invite", "magiclink", "recovery", "email"})
  void noneOfThemUsesACodeThatProvesWhoHoldsASession(String type) {
    assertFalse(VerificationType.purposes(type).contains(Purpose.REAUTHENTICATION));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"SIGNUP", "signup ", "reauthentication", "REAUTHENTICATION"})
  void anyOtherIsRefused(String type) {
    Problem refused = assertThrows(Problem.class, () -> VerificationType.purposes(type));

    assertEquals(AuthProblem.OTP_TYPE_UNKNOWN, refused.type());
  }
}
