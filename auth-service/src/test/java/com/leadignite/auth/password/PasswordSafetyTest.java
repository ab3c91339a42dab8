package com.leadignite.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordSafetyTest {

  private static final String MIN_LENGTH = "leadignite.auth.password.min-length";
  private static final String BREACHED = "leadignite.auth.password.breached.refused";
  private static final String RANGE = "leadignite.auth.password.breached.range-url";
  private static final String MIN_GUESSES = "leadignite.auth.password.min-guesses";

  private static List<String> findingsWith(Map<String, String> set) {
    return new PasswordSafety(Settings.of(PasswordConfig.class, set))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void findsNothingInTheDefaults() {
    assertEquals(List.of(), findingsWith(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "11", "1000"})
  void namesALengthThatMustNotReachProduction(String length) {
    assertEquals(List.of(MIN_LENGTH), findingsWith(Map.of(MIN_LENGTH, length)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "99999999", "1000000000000"})
  void namesGuessesThatMustNotReachProduction(String guesses) {
    assertEquals(List.of(MIN_GUESSES), findingsWith(Map.of(MIN_GUESSES, guesses)));
  }

  @Test
  void namesLookUpsInTheClear() {
    assertEquals(List.of(RANGE), findingsWith(Map.of(RANGE, "http://breaches.example/range")));
    assertEquals(List.of(), findingsWith(Map.of(RANGE, "https://breaches.example/range")));
  }

  @Test
  void namesBreachedPasswordsThatWouldBeTaken() {
    assertEquals(List.of(BREACHED), findingsWith(Map.of(BREACHED, "false")));
  }
}
