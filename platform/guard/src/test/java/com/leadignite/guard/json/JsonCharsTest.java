package com.leadignite.guard.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JsonCharsTest {

  private final JsonChars chars = new JsonChars();
  private final Random random = new Random(25);

  @Test
  void writesIdsAsJavaDoes() {
    Stream.concat(
            Stream.of(new UUID(0, 0), new UUID(-1, -1)),
            Stream.generate(() -> new UUID(random.nextLong(), random.nextLong())).limit(10_000))
        .forEach(id -> assertEquals(id.toString(), text(chars.id(id))));
  }

  @Test
  void writesTimes() {
    assertEquals(
        "2026-11-26T09:08:07.010Z", text(chars.time(Instant.parse("2026-11-26T09:08:07.01Z"))));
  }

  @Test
  void holdsTextsOfUpToItsLength() {
    String longest = "\u00e9\ud83d\ude00\"".repeat(16);

    assertTrue(JsonChars.canHold(longest));
    assertEquals(longest, text(chars.text(longest)));
    assertFalse(JsonChars.canHold(longest + "x"));
  }

  private static String text(JsonChars written) {
    return new String(written.chars(), 0, written.length());
  }
}
