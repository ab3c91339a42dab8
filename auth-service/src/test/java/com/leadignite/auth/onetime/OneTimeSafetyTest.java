package com.leadignite.auth.onetime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OneTimeSafetyTest {

  private static List<String> findings(Map<String, String> settings) {
    return new OneTimeSafety(Settings.of(OneTimeConfig.class, settings))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void hasNothingAgainstTheDefaults() {
    assertEquals(List.of(), findings(Map.of()));
  }

  @Test
  void namesWhatMakesCodesGuessableOrLinksLastForLong() {
    assertEquals(
        List.of(
            "leadignite.auth.one-time.life",
            "leadignite.auth.one-time.code-length",
            "leadignite.auth.one-time.guesses"),
        findings(
            Map.of(
                "leadignite.auth.one-time.life", "3d",
                "leadignite.auth.one-time.code-length", "4",
                "leadignite.auth.one-time.guesses", "100")));
  }
}
