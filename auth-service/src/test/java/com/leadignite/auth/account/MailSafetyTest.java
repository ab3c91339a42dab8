package com.leadignite.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailSafetyTest {

  private static final String AUTOCONFIRM = "leadignite.auth.mail.autoconfirm";

  private static List<String> findingsWith(Map<String, String> properties) {
    return new MailSafety(Settings.of(MailConfig.class, properties))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void confirmsNoAddressByItselfInProduction() {
    assertEquals(List.of(AUTOCONFIRM), findingsWith(Map.of(AUTOCONFIRM, "true")));
  }

  @Test
  void findsNothingInTheDefaults() {
    assertEquals(List.of(), findingsWith(Map.of()));
  }
}
