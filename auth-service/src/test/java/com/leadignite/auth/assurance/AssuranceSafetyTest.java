package com.leadignite.auth.assurance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssuranceSafetyTest {

  private static List<String> findings(Map<String, String> settings) {
    return new AssuranceSafety(Settings.of(AssuranceConfig.class, settings))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void hasNothingAgainstTheDefaults() {
    assertEquals(List.of(), findings(Map.of()));
  }

  @Test
  void namesWhatLetsManagersInWithOneFactor() {
    assertEquals(
        List.of("leadignite.auth.mfa.required-of-managers"),
        findings(Map.of("leadignite.auth.mfa.required-of-managers", "false")));
  }
}
