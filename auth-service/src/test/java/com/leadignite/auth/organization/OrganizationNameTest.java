package com.leadignite.auth.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationNameTest {

  private static String named(Object name) {
    return OrganizationName.of(Map.of("organization_name", name), "ada");
  }

  @Test
  void hasNoSpaceAroundIt() {
    assertEquals("Acme Inc", named("  Acme Inc\u2003\n"));
  }

  @Test
  void isCutToTwoHundredCharacters() {
    assertEquals("x".repeat(200), named("x".repeat(201)));
  }

  @Test
  void isNeverCutWithinACharacter() {
    String name = "\uD83D\uDE80".repeat(201);

    assertEquals("\uD83D\uDE80".repeat(200), named(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t",
        "\u200B\u200B",
        "\u3164",
        "Acme\nInc",
        "Acme\u2028Inc",
        "Acme \u202Ecnl",
        "Acme\u0000"
      })
  void isThatOfTheAddressIfItIsNoLineOfText(String name) {
    assertEquals("ada", named(name));
  }

  @Test
  void isThatOfTheAddressIfNoneIsSaid() {
    assertEquals("ada", OrganizationName.of(Map.of(), "ada"));
    assertEquals("ada", named(7));
  }

  /** Whatever a person sends, the name is one that the table takes, on one line. */
  @ParameterizedTest
  @Tag("B37")
  @ValueSource(longs = {1, 2, 3, 4})
  void isALineThatCanBeStoredWhateverIsSent(long seed) {
    String characters =
        "aZ \t\n\r\u0000\u0007\u0085\u00a0\u0301\u200b\u200d\u200f\u2028\u202e\u2066\u3164\ud83d\ude80\ufeff\uffff";
    Random random = new Random(seed);

    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(i % 10 == 0 ? 500 : 8); length > 0; length--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      String name = named(text.toString());

      int length = name.codePointCount(0, name.length());
      assertTrue(length >= 1 && length <= 200, () -> length + " of " + text);
      assertTrue(
          name.chars().noneMatch(c -> c < ' ' || c == 0x85 || c == 0x2028 || c == 0x202e),
          () -> name + " of " + text);
      assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(name), () -> "half a character");
      assertEquals(name, name.strip());
      assertEquals(name, named(name), "a name is its own name");
    }
  }
}
