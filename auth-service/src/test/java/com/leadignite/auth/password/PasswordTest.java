package com.leadignite.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B31")
class PasswordTest {

  @ParameterizedTest
  @ValueSource(strings = {" ", "  two  blanks ", "\t", "ﬁ", "１２３", "e\u0301"})
  void isKeptAsItWasSent(String text) {
    Password password = Password.of(text).orElseThrow();

    assertEquals(text, password.text());
    assertArrayEquals(text.getBytes(UTF_8), password.utf8());
  }

  @Test
  void isBoundedInBytes() {
    assertTrue(Password.of("x".repeat(Password.MAX_BYTES)).isPresent());
    assertEquals(Optional.empty(), Password.of("x".repeat(Password.MAX_BYTES + 1)));
    assertTrue(Password.of("\u20ac".repeat(341)).isPresent());
    assertEquals(Optional.empty(), Password.of("\u20ac".repeat(342)));
  }

  @Test
  void isText() {
    assertEquals(Optional.empty(), Password.of(null));
    assertEquals(Optional.empty(), Password.of(""));
    assertEquals(Optional.empty(), Password.of("half a pair \uD83D of surrogates"));
  }

  @Test
  void isCountedInCharacters() {
    assertEquals(4, Password.of("\uD83D\uDE80abc").orElseThrow().length());
  }

  @Test
  void isTheSameInAllItsBytes() {
    Password password = Password.of("quartz lantern 94").orElseThrow();

    assertTrue(password.isSame(Password.of("quartz lantern 94").orElseThrow()));
    assertFalse(password.isSame(Password.of("quartz lantern 95").orElseThrow()));
    assertFalse(password.isSame(Password.of("quartz lantern 94 ").orElseThrow()));
  }

  @Test
  void doesNotLendItsBytes() {
    Password password = Password.of("quartz lantern 94").orElseThrow();

    password.utf8()[0] = 'X';

    assertArrayEquals("quartz lantern 94".getBytes(UTF_8), password.utf8());
  }

  @Test
  @Tag("B32")
  void doesNotPrint() {
    assertEquals("Password", Password.of("quartz lantern 94").orElseThrow().toString());
  }
}
