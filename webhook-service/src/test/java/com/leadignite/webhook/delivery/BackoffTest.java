package com.leadignite.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final Backoff backoff =
      new Backoff(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)), DAY, new Random(1));

  @Test
  void pausesAsConfiguredAndUpToAFifthLonger() {
    for (int i = 0; i < 100; i++) {
      Duration pause = backoff.pause(2, null, NOW).orElseThrow();
      assertTrue(pause.compareTo(Duration.ofMinutes(5)) >= 0, pause::toString);
      assertTrue(pause.compareTo(Duration.ofMinutes(6)) <= 0, pause::toString);
    }
  }

  @Test
  void endsAfterTheLastPause() {
    assertTrue(backoff.pause(2, null, NOW).isPresent());
    assertEquals(Optional.empty(), backoff.pause(3, "10", NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3600 | 3600",
        "999999999 | 86400",
        "Fri, 27 Nov 2026 13:00:00 GMT | 3600",
        "Fri, 27 Nov 2099 13:00:00 GMT | 86400"
      })
  void waitsAsLongAsItIsAskedToButNotForever(String asked, int seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), backoff.pause(1, asked, NOW));
  }

  @ParameterizedTest
  @CsvSource({"0", "soon", "-5", "99999999999999999999", "'Thu, 26 Nov 2026 13:00:00 GMT'"})
  void isNotShortenedByWhatItIsAsked(String asked) {
    assertTrue(backoff.pause(1, asked, NOW).orElseThrow().compareTo(Duration.ofSeconds(5)) >= 0);
  }
}
