package com.leadignite.auth.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Organizations name themselves, and their mails are ours. */
@Tag("B37")
final class ShownNameTest {

  @ParameterizedTest
  @CsvSource({
    "Müller & Söhne, Müller & Söhne",
    "O'Brien-Smith, O'Brien-Smith",
    "Win now: https://evil.example/x?y, Win now https evil example x y",
    "evil.example, evil example",
    "<b>Bold</b>, b Bold b",
    "a@b.example, a b example",
    "...!, ''"
  })
  void hasNoAddressAndNoMarkup(String name, String shown) {
    assertEquals(shown, InvitationMail.shown(name));
  }

  @Test
  void isShort() {
    assertEquals("a".repeat(60) + "…", InvitationMail.shown("a".repeat(200)));
  }
}
