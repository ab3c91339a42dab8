package com.leadignite.guard.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    // RFC 3339, section 5.8, but for the leap seconds.
    "1985-04-12T23:20:50.52Z,1985-04-12T23:20:50.520Z",
    "1996-12-19T16:39:57-08:00,1996-12-20T00:39:57Z",
    "1937-01-01T12:00:27.87+00:20,1937-01-01T11:40:27.870Z",
    "2026-11-26t20:00:00z,2026-11-26T20:00:00Z",
    "2026-11-26T20:00:00-00:00,2026-11-26T20:00:00Z",
    "2026-11-26T20:00:00.123456789Z,2026-11-26T20:00:00.123456Z",
    "2024-02-29T00:00:00+14:00,2024-02-28T10:00:00Z",
    "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z,9999-12-31T23:59:59.999999Z"
  })
  void readsAndWritesRfc3339ToTheMicrosecond(String text, String written) {
    assertEquals(Optional.of(written), Timestamps.parse(text).map(Timestamps::format));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1764187200",
        "2026-11-26",
        "2026-11-26T20:00Z",
        "2026-11-26T20:00:00",
        "2026-11-26 20:00:00Z",
        "2026-11-26T20:00:00.Z",
        "2026-11-26T20:00:00,5Z",
        "2026-11-26T20:00:00.1234567890Z",
        "2026-11-26T20:00:00+0100",
        "2026-11-26T20:00:00+01",
        "2026-11-26T20:00:00+01:00:30",
        "2026-11-26T20:00:00+19:00",
        "2026-11-26T24:00:00Z",
        "1990-12-31T23:59:60Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "+12026-11-26T20:00:00Z",
        "-0001-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        " 2026-11-26T20:00:00Z",
        "２０２６-11-26T20:00:00Z"
      })
  void takesNoOtherForm(String text) {
    assertEquals(Optional.empty(), Timestamps.parse(text));
  }

  @Test
  void isAsPreciseAsPostgresql() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-26T20:00:00.123456789Z"), ZoneOffset.UTC);

    assertEquals(Instant.parse("2026-11-26T20:00:00.123456Z"), Timestamps.now(clock));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0001-12-31T23:59:59.999999999Z",
        "0000-01-01T00:00:00Z",
        "0000-02-29T23:59:59.999999999Z",
        "1899-12-31T23:59:59.1Z",
        "1969-12-31T23:59:59.999999Z",
        "1970-01-01T00:00:00Z",
        "2000-02-29T12:00:00.000001Z",
        "2026-11-26T09:08:07.010Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void writesMomentsAsJavaDoes(String text) {
    Instant moment = Instant.parse(text);

    assertEquals(Timestamps.micros(moment).toString(), Timestamps.format(moment));
  }

  @Test
  void writesAnyMomentAsJavaDoes() {
    Random random = new Random(25);
    long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    long end = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();
    int[] units = {1_000_000_000, 1_000_000, 1_000, 1};

    for (int i = 0; i < 10_000; i++) {
      int unit = units[i % units.length];
      int nanos = random.nextInt(1_000_000_000 / unit) * unit;
      Instant moment = Instant.ofEpochSecond(random.nextLong(first, end), nanos);

      assertEquals(Timestamps.micros(moment).toString(), Timestamps.format(moment));
    }
  }
}
