package com.leadignite.auth.assurance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.assurance.Authentication.Completed;
import com.leadignite.guard.caller.AssuranceLevel;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

  private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<AuthenticationMethod> SECOND_FACTORS =
      List.of(
          AuthenticationMethod.TOTP,
          AuthenticationMethod.WEBAUTHN,
          AuthenticationMethod.RECOVERY_CODE);
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

  /** Methods come in any order and number, as replicas of a later version store them too. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void isInOrderAndOfOneUseOfEachMethodWhateverWasShown(long seed) {
    Random random = new Random(seed);
    Authentication shown = Authentication.by(AuthenticationMethod.OTP, FIRST);
    Instant last = FIRST;
    for (int i = 0; i < 20; i++) {
      last = FIRST.plusSeconds(random.nextInt(100));
      shown = shown.with(SECOND_FACTORS.get(random.nextInt(SECOND_FACTORS.size())), last);
    }

    List<Instant> times = shown.methods().stream().map(Completed::at).toList();
    assertEquals(times.stream().sorted(Comparator.reverseOrder()).toList(), times);
    assertEquals(times.getFirst(), shown.at());
    assertEquals(
        shown.methods().size(), shown.methods().stream().map(Completed::method).distinct().count());
    assertTrue(shown.secondFactorAt().isPresent());
    assertTrue(shown.hasFirstFactor());
    assertEquals(AssuranceLevel.AAL2, shown.level());
    assertEquals(Authentication.by(AuthenticationMethod.OTP, FIRST), shown.withoutSecondFactors());
  }

  /** Whoever signed in with a passkey has shown nothing else that opens a session. */
  @Test
  @Tag("B21")
  void keepsThePasskeyThatSignedInHoweverOftenItIsShown() {
    Authentication passkey = Authentication.byTwoFactors(AuthenticationMethod.WEBAUTHN, FIRST);
    Authentication again =
        passkey
            .with(AuthenticationMethod.TOTP, FIRST.plusSeconds(1))
            .with(AuthenticationMethod.WEBAUTHN, SECOND)
            .with(AuthenticationMethod.RECOVERY_CODE, SECOND.plusSeconds(1));

    assertEquals(
        new Authentication(List.of(new Completed("webauthn", SECOND)), AssuranceLevel.AAL1),
        again.withoutSecondFactors());
    assertEquals(
        new Authentication(List.of(new Completed("webauthn", FIRST)), AssuranceLevel.AAL1),
        passkey.with(AuthenticationMethod.TOTP, SECOND).withoutSecondFactors());
  }

  @ParameterizedTest
  @CsvSource({
    "password, true",
    "otp, true",
    "oauth, true",
    "anonymous, false",
    "totp, false",
    "webauthn, false",
    "mfa/recovery_code, false"
  })
  void knowsWhatIsAFirstFactor(String method, boolean first) {
    Authentication shown =
        new Authentication(List.of(new Completed(method, FIRST)), AssuranceLevel.AAL1);

    assertEquals(first, shown.hasFirstFactor());
  }

  /** What only a later version knows is no second factor to this one. */
  @Test
  @Tag("B21")
  void takesNoMethodOfALaterVersionForASecondFactor() {
    Authentication shown =
        new Authentication(List.of(new Completed("hologram", FIRST)), AssuranceLevel.AAL1);

    assertEquals(Optional.empty(), shown.secondFactorAt());
    assertEquals(shown, shown.withoutSecondFactors());
  }
}
