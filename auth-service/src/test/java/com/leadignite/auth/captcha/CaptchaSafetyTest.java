package com.leadignite.auth.captcha;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptchaSafetyTest {

  private static final String PREFIX = "leadignite.auth.captcha.";

  private static List<String> findingsWith(Map<String, String> set) {
    return new CaptchaSafety(Settings.of(CaptchaConfig.class, set))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void findsNothingInTheDefaults() {
    assertEquals(List.of(), findingsWith(Map.of()));
    assertEquals(List.of(), findingsWith(Map.of(PREFIX + "enabled", "true")));
  }

  @ParameterizedTest
  @CsvSource({
    "cost,499",
    "cost,20001",
    "zeros,0",
    "zeros,5",
    "failures,0",
    "failures,11",
    "address-failures,501",
    "life,59s",
    "life,61m"
  })
  void namesWhatMustNotReachProduction(String name, String value) {
    Map<String, String> set = new HashMap<>(Map.of(PREFIX + name, value));
    assertEquals(List.of(), findingsWith(set), "it is off");

    set.put(PREFIX + "enabled", "true");
    assertEquals(List.of(PREFIX + name), findingsWith(set));
  }
}
