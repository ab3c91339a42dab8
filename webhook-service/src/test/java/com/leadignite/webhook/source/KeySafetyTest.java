package com.leadignite.webhook.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KeySafetyTest {

  private static final String PROPERTY = "leadignite.webhook.secret-encryption-key";
  private static final String PUBLISHED = "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMtISE=";
  private static final String RANDOM = "lsn0VyfYy8v0xtLgIlc39pPw35q6/dEBNf8ypiJyDWE=";

  private static List<String> unsafe(String keys) {
    return new KeySafety(new TestingSourceConfig(keys))
        .findings().stream().map(finding -> finding.property()).toList();
  }

  @Test
  void refusesThePublishedKeyAnywhereInTheList() {
    assertEquals(List.of(PROPERTY), unsafe(PUBLISHED));
    assertEquals(List.of(PROPERTY), unsafe(RANDOM + "," + PUBLISHED));
  }

  @Test
  void refusesAPattern() {
    assertEquals(List.of(PROPERTY), unsafe("A".repeat(43) + "="));
  }

  @Test
  void acceptsARandomOne() {
    assertEquals(List.of(), unsafe(RANDOM));
  }
}
