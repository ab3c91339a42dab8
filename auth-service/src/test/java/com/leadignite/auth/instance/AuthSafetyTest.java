package com.leadignite.auth.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthSafetyTest {

  private static final Map<String, String> SAFE =
      Map.of(
          "leadignite.auth.site-url", "https://app.example.com",
          "leadignite.auth.issuer", "https://app.example.com/auth/v1",
          "leadignite.auth.key-encryption-key", "3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          "leadignite.auth.mail.autoconfirm", "false");

  private static List<String> findingsWith(String property, String value) {
    Map<String, String> properties = new HashMap<>(SAFE);
    properties.put(property, value);
    return new AuthSafety(Settings.of(AuthConfig.class, properties))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void findsNothingWhereAllIsSafe() {
    List<String> found = findingsWith("leadignite.auth.sign-up-open", "true");

    assertEquals(List.of(), found);
  }

  @Test
  void namesEachSettingThatMustNotReachProduction() {
    Map<String, String> unsafe =
        Map.of(
            "leadignite.auth.site-url", "http://app.example.com",
            "leadignite.auth.issuer", "http://app.example.com/auth/v1",
            "leadignite.auth.key-encryption-key", "dGVzdGluZy1vbmx5LWtleS0zMi1ieXRlcy0uLi4uLi4=",
            "leadignite.auth.mail.autoconfirm", "true");

    unsafe.forEach(
        (property, value) -> assertEquals(List.of(property), findingsWith(property, value)));
  }

  @Test
  void doesNotTellTheKeyItComplainsOf() {
    String key = "dGVzdGluZy1vbmx5LWtleS0zMi1ieXRlcy0uLi4uLi4=";
    Map<String, String> properties = new HashMap<>(SAFE);
    properties.put("leadignite.auth.key-encryption-key", key);

    String told = new AuthSafety(Settings.of(AuthConfig.class, properties)).findings().toString();

    assertFalse(told.contains(key), told);
  }
}
