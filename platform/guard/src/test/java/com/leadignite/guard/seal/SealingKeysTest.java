package com.leadignite.guard.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealingKeysTest {

  private static final String RANDOM = "lsn0VyfYy8v0xtLgIlc39pPw35q6/dEBNf8ypiJyDWE=";
  private static final String ANOTHER = "8D1rVxVGnlJ4jY0xUC0w7l8sT1cXo8mQ3nH2b5gk9aE=";

  private static SealingKeys parse(String text) {
    return SealingKeys.parse("a.property", text);
  }

  @Test
  void areOneOrSeveral() {
    assertFalse(parse(RANDOM).areChanging());
    SealingKeys two = parse(RANDOM + " ,\n" + ANOTHER);

    assertTrue(two.areChanging());
    assertEquals(2, two.all().size());
    assertArrayEquals(Base64.getDecoder().decode(RANDOM), two.first());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAA", "!", RANDOM + ",", "," + RANDOM, RANDOM + ",AAAA"})
  void areOf32BytesEach(String text) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> parse(text));

    assertTrue(e.getMessage().startsWith("a.property must be 32 bytes in base64"), e.getMessage());
    assertFalse(e.getMessage().contains("AAAA"), e.getMessage());
  }

  @Test
  void areDifferent() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> parse(RANDOM + "," + RANDOM));

    assertEquals("a.property has the same key twice", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMtISE=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAA",
        RANDOM + "," + RANDOM,
        RANDOM + ",dGVzdGluZy1vbmx5LWtleS0zMi1ieXRlcy0uLi4uLi4="
      })
  void areRefusedInProductionIfOneCanBeGuessedOrIsNone(String text) {
    List<String> found =
        SealingKeys.findings("a.property", text).stream().map(Object::toString).toList();

    assertEquals(1, found.size());
    assertTrue(found.getFirst().startsWith("a.property: "), found.getFirst());
    assertFalse(found.getFirst().contains(text));
  }

  @Test
  void areNotRefusedInProductionIfTheyAreRandom() {
    byte[] key = new byte[32];
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 1000; i++) {
      random.nextBytes(key);

      String text = Base64.getEncoder().encodeToString(key);
      assertEquals(List.of(), SealingKeys.findings("a.property", text), text);
    }
  }

  @Test
  void areDerivedOneByOne() {
    SealingKeys derived =
        parse(RANDOM + "," + ANOTHER)
            .derive(key -> {
              key[0] ^= 1;
              return key;
            });

    byte[] first = Base64.getDecoder().decode(RANDOM);
    first[0] ^= 1;
    assertArrayEquals(first, derived.first());
    assertEquals(2, derived.all().size());
  }

  @Test
  void doNotPrint() {
    assertEquals("SealingKeys[a.property]", parse(RANDOM).toString());
  }
}
