package com.leadignite.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Whatever is read is one of the texts that the table takes, and reads as itself again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isNormalWhateverWasTyped(long seed) {
    String characters = "aZ09.@-+_'\"(),:;<> \t\u0000\u00a0\u00e4\u0130\u017f\u212a\uff41%/\\";
    Random random = new Random(seed);
    int read = 0;

    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(5); length >= 0; length--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      text.append(random.nextBoolean() ? "@example.com" : "");
      Optional<EmailAddress> address = EmailAddress.parse(text.toString());
      read += address.isPresent() ? 1 : 0;
      address.ifPresent(found -> {
        assertTrue(found.value().matches("[!-?A-~]+@[!-?A-~]+"), text::toString);
        assertEquals(found.value().toLowerCase(Locale.ROOT), found.value());
        assertEquals(address, EmailAddress.parse(found.value()));
        assertEquals(found.value(), found.local() + "@" + found.domain());
      });
    }

    assertTrue(read > 100, "some are addresses, or nothing is shown");
  }

  @ParameterizedTest
  @CsvSource({"64, 63, true", "65, 63, false", "64, 64, false", "1, 1, true"})
  void hasPartsOfTheLengthsThatMailHas(int local, int label, boolean isOne) {
    String text = "a".repeat(local) + "@" + "b".repeat(label) + ".com";

    assertEquals(isOne, EmailAddress.parse(text).isPresent());
  }

  @Test
  void hasUpTo254Characters() {
    String domain = ("b".repeat(61) + ".").repeat(3) + "com";
    String longest = "a".repeat(254 - domain.length() - 1) + "@" + domain;

    assertEquals(254, longest.length());
    assertTrue(EmailAddress.parse(longest).isPresent());
    assertTrue(EmailAddress.parse("a" + longest).isEmpty());
    assertTrue(EmailAddress.parse(" ".repeat(1000) + longest + " ".repeat(1000)).isPresent());
  }

  /** The form has one way to read a text, so that none takes long to be refused. */
  @ParameterizedTest
  @Tag("B39")
  @ValueSource(strings = {"a", "a.", ".", "-", "a-", "@", "a@", "a@b."})
  void isRefusedSoonHoweverItIsMadeUp(String part) {
    String text = part.repeat(250 / part.length()) + "!!";

    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (int i = 0; i < 1_000; i++) {
            assertTrue(EmailAddress.parse(text).isEmpty());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Ada@example.com", "ada@example", " ada@example.com", "ada@example.com\n", ""})
  void isMadeOfItsNormalFormAlone(String text) {
    assertThrows(IllegalArgumentException.class, () -> new EmailAddress(text));
  }
}
