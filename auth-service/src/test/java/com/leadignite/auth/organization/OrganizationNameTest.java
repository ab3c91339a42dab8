package com.leadignite.auth.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OrganizationNameTest {

  @Test
  void hasNoSpaceAroundIt() {
    assertEquals("Acme Inc", OrganizationName.cut("  Acme Inc\u2003\n"));
  }

  @Test
  void isCutToTwoHundredCharacters() {
    assertEquals("x".repeat(200), OrganizationName.cut("x".repeat(201)));
  }

  @Test
  void isNeverCutWithinACharacter() {
    String name = "\uD83D\uDE80".repeat(201);

    assertEquals("\uD83D\uDE80".repeat(200), OrganizationName.cut(name));
  }
}
