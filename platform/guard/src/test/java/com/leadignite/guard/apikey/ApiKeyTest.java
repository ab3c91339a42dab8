package com.leadignite.guard.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  /** By Python's zlib.crc32 over the part before it: what secret scanners compute. */
  private static final String VECTOR = "li_live_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg3Pl0qP";

  private final SecureRandom random = new SecureRandom();

  @Test
  void hasTheDocumentedForm() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String key = ApiKey.make(ApiKeyEnvironment.TEST, random);

      assertTrue(key.matches("\\bli_(live|test)_[0-9A-Za-z]{49}\\b"), key);
      assertTrue(ApiKey.isWellFormed(ApiKeyEnvironment.TEST, key), key);
      assertTrue(keys.add(key));
    }
  }

  @Test
  void usesEveryCharacterAlike() {
    int[] counts = new int['z' + 1];
    for (int i = 0; i < 2_000; i++) {
      String key = ApiKey.make(ApiKeyEnvironment.TEST, random);
      key.substring(8, 51).chars().forEach(c -> counts[c]++);
    }

    // 86,000 characters of 62 kinds: 1,387 of each, and 250 more or fewer is 6.7 deviations.
    for (char c : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray()) {
      assertEquals(1_387, counts[c], 250, "how often there is " + c);
    }
  }

  @Test
  void hasAChecksumThatOthersCanCompute() {
    assertTrue(ApiKey.isWellFormed(ApiKeyEnvironment.LIVE, VECTOR));
  }

  @Test
  @Tag("B33")
  void isOfOneEnvironment() {
    assertFalse(ApiKey.isWellFormed(ApiKeyEnvironment.TEST, VECTOR));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "li_live_",
        "li_live_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg000000",
        "li_live_é123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg000000",
        "li_live_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg0000000"
      })
  void isNoneWithoutTheChecksum(String text) {
    assertFalse(ApiKey.isWellFormed(ApiKeyEnvironment.LIVE, text));
  }

  @Test
  void isNoneWithOneCharacterChanged() {
    for (int i = 0; i < VECTOR.length(); i++) {
      char other = VECTOR.charAt(i) == 'x' ? 'y' : 'x';
      String changed = VECTOR.substring(0, i) + other + VECTOR.substring(i + 1);

      assertFalse(ApiKey.isWellFormed(ApiKeyEnvironment.LIVE, changed), changed);
    }
  }
}
