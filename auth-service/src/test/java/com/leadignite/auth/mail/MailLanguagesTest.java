package com.leadignite.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
