package com.leadignite.auth.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
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
}
