package com.leadignite.auth.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.limit.LockoutConfig;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleSafetyTest {

  private static List<String> findingsWith(Map<String, String> set) {
    return new ThrottleSafety(
            Settings.of(ThrottleConfig.class, set), Settings.of(LockoutConfig.class, set))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void findsNothingInTheDefaults() {
    assertEquals(List.of(), findingsWith(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "leadignite.auth.password.lock.failures, 0",
    "leadignite.auth.password.lock.failures, 11",
    "leadignite.auth.password.lock.failures, 1000000",
    "leadignite.auth.password.lock.address-failures, 4",
    "leadignite.auth.password.lock.address-failures, 1000000",
    "leadignite.lockout.duration, 1s",
    "leadignite.lockout.duration, 24h"
  })
  void namesEachSettingThatMustNotReachProduction(String property, String value) {
    List<String> found = findingsWith(Map.of(property, value));

    assertEquals(property, found.getFirst());
  }
}
