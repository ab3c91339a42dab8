package com.leadignite.auth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionSafetyTest {

  private static List<String> findingsWith(Map<String, String> properties) {
    return new SessionSafety(Settings.of(SessionConfig.class, properties))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "leadignite.auth.session.max-life, 3650d",
    "leadignite.auth.session.max-life, 1m",
    "leadignite.auth.session.idle, 365d"
  })
  void namesEachSettingThatMustNotReachProduction(String property, String value) {
    assertEquals(List.of(property), findingsWith(Map.of(property, value)));
  }

  @Test
  void leavesToTheOperatorWhatIsSafe() {
    assertEquals(List.of(), findingsWith(Map.of("leadignite.auth.session.max-life", "90d")));
  }
}
