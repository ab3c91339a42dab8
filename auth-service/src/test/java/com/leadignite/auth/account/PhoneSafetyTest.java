package com.leadignite.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhoneSafetyTest {

  private static final String ENABLED = "leadignite.auth.phone.enabled";
  private static final String AUTOCONFIRM = "leadignite.auth.phone.autoconfirm";
  private static final String CALLING_CODES = "leadignite.auth.phone.calling-codes";

  private static List<String> findingsWith(Map<String, String> properties) {
    return new PhoneSafety(Settings.of(PhoneConfig.class, properties))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void sendsNoTextsToCountriesThatNobodyNamed() {
    assertEquals(List.of(CALLING_CODES), findingsWith(Map.of(ENABLED, "true")));
    assertEquals(List.of(), findingsWith(Map.of(ENABLED, "true", CALLING_CODES, "1,44")));
  }

  @Test
  void confirmsNoNumberByItself() {
    assertEquals(
        List.of(AUTOCONFIRM),
        findingsWith(Map.of(ENABLED, "true", AUTOCONFIRM, "true", CALLING_CODES, "1")));
  }

  @Test
  void lookedAtWithoutPhonesItFindsNothing() {
    assertEquals(List.of(), findingsWith(Map.of(AUTOCONFIRM, "true")));
  }
}
