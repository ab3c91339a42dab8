package com.leadignite.auth.assurance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.assurance.Authentication.Completed;
import com.leadignite.guard.caller.AssuranceLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

  private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-03-01T12:00:09.5Z");

  private final Completed password = new Completed("password", FIRST);
  private final Completed totp = new Completed("totp", SECOND);

  @Test
  void beginsWithTheNewestMethod() {
    Authentication both = new Authentication(List.of(password, totp), AssuranceLevel.AAL2);

    assertEquals(List.of(totp, password), both.methods());
    assertEquals(SECOND, both.at());
  }

  @Test
  void isStoredWithTheTimeOfEachMethod() {
    Authentication both = new Authentication(List.of(password, totp), AssuranceLevel.AAL2);

    assertEquals(
        "[{\"method\":\"totp\",\"at\":\"2026-03-01T12:00:09.500Z\"},"
            + "{\"method\":\"password\",\"at\":\"2026-03-01T12:00:00Z\"}]",
        both.toJson().encode());
  }

  @Test
  void isOfTheFirstLevelByOneMethodAlone() {
    Authentication one = Authentication.by(AuthenticationMethod.PASSWORD, FIRST);

    assertEquals(new Authentication(List.of(password), AssuranceLevel.AAL1), one);
  }

  @Test
  void isOfTheSecondLevelWithASecondFactor() {
    Authentication one = Authentication.by(AuthenticationMethod.PASSWORD, FIRST);

    Authentication both = one.with(AuthenticationMethod.TOTP, SECOND);

    assertEquals(new Authentication(List.of(totp, password), AssuranceLevel.AAL2), both);
    assertEquals(Optional.of(SECOND), both.secondFactorAt());
    assertEquals(Optional.empty(), one.secondFactorAt());
    assertEquals(one, both.withoutSecondFactors());
  }

  @Test
  void keepsTheLastUseOfEachMethod() {
    Authentication twice =
        Authentication.by(AuthenticationMethod.PASSWORD, FIRST)
            .with(AuthenticationMethod.TOTP, FIRST)
            .with(AuthenticationMethod.TOTP, SECOND);

    assertEquals(List.of(totp, password), twice.methods());
  }

  @Test
  void needsAMethod() {
    assertThrows(
        IllegalArgumentException.class, () -> new Authentication(List.of(), AssuranceLevel.AAL1));
  }
}
