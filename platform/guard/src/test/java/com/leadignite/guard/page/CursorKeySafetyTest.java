package com.leadignite.guard.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorKeySafetyTest {

  @Test
  void takesARandomKey() {
    assertEquals(List.of(), findings("nYpVK5bLkkpFh3gmHpoeJCCpnUyIyPV4Y2TDX2FVmGo="));
    assertEquals(List.of(), findings("9c1f0b7e55d24ce2b6b2e8f0a7713dd4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "nYpVK5bLkkpFh3gmHpoeJCCpnUyIyPV",
        "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
      })
  void refusesAKeyThatCanBeGuessedWithoutQuotingIt(String key) {
    List<UnsafeSetting> findings = findings(key);

    assertEquals("leadignite.page.cursor-key", findings.getFirst().property());
    assertFalse(findings.toString().contains(key));
  }

  @Test
  void refusesToStartWithoutAKey() {
    assertEquals(
        "leadignite.page.cursor-key",
        new CursorKeySafety(Optional::empty).findings().getFirst().property());
  }

  private static List<UnsafeSetting> findings(String key) {
    return new CursorKeySafety(() -> Optional.of(() -> key)).findings();
  }
}
