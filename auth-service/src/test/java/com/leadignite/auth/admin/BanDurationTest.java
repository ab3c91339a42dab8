package com.leadignite.auth.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BanDurationTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "24h, PT24H",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    "90s, PT1M30S",
    "100ms, PT0.1S",
    "2us, PT0.000002S",
    "876000h, PT876000H",
    "0s, PT0S"
  })
  void readsDurationsAsGoWritesThem(String text, Duration expected) {
    assertEquals(Optional.of(new BanDuration(expected)), BanDuration.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "24",
        "h",
        "-1h",
        "+1h",
        "1d",
        "24 h",
        "1h-5m",
        "9999999999h",
        "1e3h",
        "NONE",
        "1.h"
      })
  void refusesWhatIsNoDuration(String text) {
    assertEquals(Optional.empty(), BanDuration.parse(text));
  }

  @Test
  void refusesATextThatIsTooLongBeforeItIsRead() {
    assertEquals(Optional.empty(), BanDuration.parse("1h".repeat(40)));
  }

  @Test
  void liftsABanByNone() {
    assertNull(BanDuration.parse("none").orElseThrow().until(NOW));
    assertEquals(NOW.plusSeconds(60), BanDuration.parse("1m").orElseThrow().until(NOW));
  }
}
