package com.leadignite.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailLanguagesTest {

  private static final List<String> THERE = List.of("de", "en", "pt-BR");

  @Test
  void choosesTheBestThatIsThere() {
    assertEquals(Optional.of("de"), MailLanguages.choose("de-AT,de;q=0.9,en;q=0.8", THERE));
    assertEquals(Optional.of("en"), MailLanguages.choose("fr;q=0.9,en;q=0.1", THERE));
    assertEquals(Optional.of("pt-BR"), MailLanguages.choose("pt-BR", THERE));
  }

  @Test
  void choosesNoneOfWhatIsNotThereOrCannotBeRead() {
    assertEquals(Optional.empty(), MailLanguages.choose("fr", THERE));
    assertEquals(Optional.empty(), MailLanguages.choose(";;q=x", THERE));
    assertEquals(Optional.empty(), MailLanguages.choose("de,".repeat(100), THERE));
  }

  /** Whatever a client sends, the choice is one that is there, or none. */
  @ParameterizedTest
  @Tag("B38")
  @ValueSource(longs = {1, 2, 3})
  void choosesOneThatIsThereWhateverIsSent(long seed) {
    List<String> parts =
        List.of(
            "de",
            "EN",
            "pt-BR",
            "-",
            "*",
            ";",
            "q=",
            "0.5",
            "1.1",
            "-1",
            ",",
            "x-",
            "i-klingon",
            "zh-min-nan",
            " ",
            "\t",
            "\u0130",
            "\u0000",
            "=",
            "de-*",
            "*-*");
    Random random = new Random(seed);
    int chosen = 0;

    for (int i = 0; i < 10_000; i++) {
      StringBuilder accepted = new StringBuilder();
      for (int part = random.nextInt(8); part > 0; part--) {
        accepted.append(parts.get(random.nextInt(parts.size())));
      }
      Optional<String> choice = MailLanguages.choose(accepted.toString(), THERE);
      chosen += choice.isPresent() ? 1 : 0;
      assertTrue(choice.isEmpty() || THERE.contains(choice.get()), accepted::toString);
    }

    assertTrue(chosen > 100, "some are there, or nothing is shown");
  }
}
