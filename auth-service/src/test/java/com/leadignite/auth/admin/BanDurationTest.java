package com.leadignite.auth.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
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

  /** As Go writes them, {@code 1h2m3.004005006s}, which its clients send back. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsWhateverGoWrites(long seed) {
    Random random = new Random(seed);

    for (int i = 0; i < 5_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong(Long.MAX_VALUE) >>> random.nextInt(60));
      String text =
          duration.toHours()
              + "h"
              + duration.toMinutesPart()
              + "m"
              + String.format(
                  Locale.ROOT, "%d.%09ds", duration.toSecondsPart(), duration.toNanosPart());

      assertEquals(Optional.of(new BanDuration(duration)), BanDuration.parse(text), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807ns, false",
    "2562047h47m16.854775807s, true",
    "2562047h47m16.854775808s, false",
    "2562047h47m17s, false",
    "0.9ns, true",
    "1\u00b5s1\u03bcs1us, true",
    "999999999999s, false",
    "1h1h1h, true",
    "\u0661h, false",
    "1\uff48, false",
    "1H, false",
    "'1h ', false",
    "0, false"
  })
  void readsWhatGoCanHoldAndNoMore(String text, boolean isOne) {
    assertEquals(isOne, BanDuration.parse(text).isPresent());
  }

  /** The longest ban ends at a time that PostgreSQL and JSON can say. */
  @Test
  void endsInAYearOfFourDigits() {
    Instant end = BanDuration.parse("2562047h47m16s").orElseThrow().until(NOW);

    assertEquals(24, String.valueOf(end).replaceAll("Z$", ".000Z").length());
  }
}
