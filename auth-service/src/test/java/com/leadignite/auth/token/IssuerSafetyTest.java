package com.leadignite.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerSafetyTest {

  private static final Map<String, String> SAFE =
      Map.of(
          "leadignite.auth.site-url", "https://app.example.com",
          "leadignite.auth.issuer", "https://app.example.com/auth/v1");

  private static List<String> findingsWith(String property, String value) {
    Map<String, String> properties = new HashMap<>(SAFE);
    properties.put(property, value);
    return new IssuerSafety(Settings.of(IssuerConfig.class, properties))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "leadignite.auth.site-url, http://app.example.com",
    "leadignite.auth.issuer, http://app.example.com/auth/v1",
    "leadignite.auth.republish-every, 10h"
  })
  void namesEachSettingThatMustNotReachProduction(String property, String value) {
    assertEquals(List.of(property), findingsWith(property, value));
  }

  @ParameterizedTest
  @CsvSource({"leadignite.auth.republish-every, 1m"})
  void leavesToTheOperatorWhatIsSafe(String property, String value) {
    assertEquals(List.of(), findingsWith(property, value));
  }
}
