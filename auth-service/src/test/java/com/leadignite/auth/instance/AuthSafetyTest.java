package com.leadignite.auth.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthSafetyTest {

  private static final Map<String, String> SAFE =
      Map.of(
          "leadignite.auth.site-url", "https://app.example.com",
          "leadignite.auth.issuer", "https://app.example.com/auth/v1",
          "leadignite.auth.key-encryption-key", "lsn0VyfYy8v0xtLgIlc39pPw35q6/dEBNf8ypiJyDWE=",
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

  @ParameterizedTest
  @CsvSource({
    "leadignite.auth.site-url, http://app.example.com",
    "leadignite.auth.issuer, http://app.example.com/auth/v1",
    "leadignite.auth.key-encryption-key, dGVzdGluZy1vbmx5LWtleS0zMi1ieXRlcy0uLi4uLi4=",
    "leadignite.auth.key-encryption-key, YW5vdGhlciB0ZXh0IHRoYXQgc29tZWJvZHkgdGhpbmtzPw==",
    "leadignite.auth.key-encryption-key, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "leadignite.auth.mail.autoconfirm, true",
    "leadignite.auth.access-token-life, 24h",
    "leadignite.auth.access-token-life, 31m",
    "leadignite.auth.access-token-life, 0s",
    "leadignite.auth.session.max-life, 3650d",
    "leadignite.auth.session.idle, 365d",
    "leadignite.auth.invitation-life, 3650d",
    "leadignite.auth.republish-every, 10h",
    "leadignite.auth.keys.rotate-after, 3650d",
    "leadignite.auth.keys.publish-ahead, 1s",
    "leadignite.auth.keys.publish-ahead, 10d"
  })
  void namesEachSettingThatMustNotReachProduction(String property, String value) {
    assertEquals(List.of(property), findingsWith(property, value));
  }

  @ParameterizedTest
  @CsvSource({
    "leadignite.auth.access-token-life, 30m",
    "leadignite.auth.session.max-life, 90d",
    "leadignite.auth.invitation-life, 30d"
  })
  void leavesToTheOperatorWhatIsTheirs(String property, String value) {
    assertEquals(List.of(), findingsWith(property, value));
  }

  /** One random key in 65,536 ends as the published one does. */
  @Test
  void takesNoRandomKeyForThePublishedOne() {
    byte[] key = new byte[32];
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 1000; i++) {
      random.nextBytes(key);
      key[30] = '.';
      key[31] = '.';
      String base64 = Base64.getEncoder().encodeToString(key);

      assertEquals(List.of(), findingsWith("leadignite.auth.key-encryption-key", base64), base64);
    }
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
