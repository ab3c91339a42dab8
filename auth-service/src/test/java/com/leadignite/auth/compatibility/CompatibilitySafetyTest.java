package com.leadignite.auth.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompatibilitySafetyTest {

  private static final String ENABLED = "leadignite.auth.compatibility.enabled";

  private static List<String> findingsWith(Map<String, String> set) {
    return new CompatibilitySafety(Settings.of(CompatibilityConfig.class, set))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void keepsTheProfileOutOfProduction() {
    assertEquals(List.of(), findingsWith(Map.of()));
    assertEquals(List.of(ENABLED), findingsWith(Map.of(ENABLED, "true")));
  }
}
