package com.leadignite.auth.key;

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

class KeySafetyTest {

  private static final String KEY = "leadignite.auth.key-encryption-key";
  private static final String PUBLISHED = "dGVzdGluZy1vbmx5LWtleS0zMi1ieXRlcy0uLi4uLi4=";
  private static final String RANDOM = "lsn0VyfYy8v0xtLgIlc39pPw35q6/dEBNf8ypiJyDWE=";

  private static List<UnsafeSetting> findings(String property, String value) {
    Map<String, String> properties = new HashMap<>(Map.of(KEY, RANDOM));
    properties.put(property, value);
    return new KeySafety(Settings.of(KeyConfig.class, properties)).findings();
  }

  private static List<String> properties(String property, String value) {
    return findings(property, value).stream().map(UnsafeSetting::property).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "leadignite.auth.key-encryption-key, dGVzdGluZy1vbmx5LWtleS0zMi1ieXRlcy0uLi4uLi4=",
    "leadignite.auth.key-encryption-key, YW5vdGhlciB0ZXh0IHRoYXQgc29tZWJvZHkgdGhpbmtzPw==",
    "leadignite.auth.key-encryption-key, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "leadignite.auth.access-token-life, 24h",
    "leadignite.auth.access-token-life, 31m",
    "leadignite.auth.access-token-life, 0s",
    "leadignite.auth.keys.rotate-after, 3650d",
    "leadignite.auth.keys.publish-ahead, 1s",
    "leadignite.auth.keys.publish-ahead, 10d"
  })
  void namesEachSettingThatMustNotReachProduction(String property, String value) {
    assertEquals(List.of(property), properties(property, value));
  }

  @Test
  void leavesToTheOperatorWhatIsSafe() {
    assertEquals(List.of(), properties("leadignite.auth.access-token-life", "30m"));
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

      assertEquals(List.of(), properties(KEY, base64), base64);
    }
  }

  @Test
  void doesNotTellTheKeyThatItRefuses() {
    String told = findings(KEY, PUBLISHED).toString();

    assertFalse(told.contains(PUBLISHED), told);
  }
}
