package com.leadignite.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @Test
  void isTheSameHoweverItIsCapitalized() {
    EmailAddress address = EmailAddress.parse("Ann.Example+tag@Mail.Example.COM").orElseThrow();

    assertEquals("ann.example+tag@mail.example.com", address.value());
    assertEquals("ann.example+tag", address.local());
    assertEquals("mail.example.com", address.domain());
  }

  @Test
  void isTheSameWithBlanksAroundIt() {
    EmailAddress address = EmailAddress.parse(" \tann@example.com \u00a0\u3000\n").orElseThrow();

    assertEquals("ann@example.com", address.value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "ann",
        "ann@",
        "@example.com",
        "ann@example",
        "ann@@example.com",
        "ann@example..com",
        ".ann@example.com",
        "ann.@example.com",
        "ann@-example.com",
        "ann@exa mple.com",
        "ann@example.com\nbcc:b@example.com",
        "ann b@example.com",
        "\u212aate@example.com",
        "ann@ex\u00e4mple.com"
      })
  void refusesWhatIsNoPlainAddress(String text) {
    assertTrue(EmailAddress.parse(text).isEmpty());
  }

  @Test
  void refusesWhatIsTooLong() {
    assertTrue(EmailAddress.parse("a".repeat(65) + "@example.com").isEmpty());
    assertTrue(EmailAddress.parse("a@" + "b.".repeat(130) + "com").isEmpty());
  }
}
