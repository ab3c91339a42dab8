package com.leadignite.webhook.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper EXACT =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @ParameterizedTest
  @CsvSource({"0, 0", "0.0871, 87100", "1, 1000000", "0.0000004, 0", "0.0000005, 1", "1e-7, 0"})
  void readsMoneyInMillionths(String amount, long micros) {
    assertEquals(micros, json(JSON, amount).micros());
    assertEquals(micros, json(EXACT, amount).micros());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1000001", "1e300", "1e-999", "'1'", "true", "null"})
  void takesNothingElseForMoney(String amount) {
    assertNull(json(EXACT, amount).micros());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"2026-01-01T00:00:00Z\"', 2026-01-01T00:00:00Z",
    "'\"2026-01-01T01:00:00.5+01:00\"', 2026-01-01T00:00:00.500Z",
    "1767225600, 2026-01-01T00:00:00Z",
    "1767225600000, 2026-01-01T00:00:00Z"
  })
  void readsTimes(String written, String time) {
    assertEquals(time, String.valueOf(json(JSON, written).time()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"today\"", "\"2026-13-01T00:00:00Z\"", "-5", "0", "1e300", "{}"})
  void takesNothingElseForATime(String written) {
    assertNull(json(JSON, written).time());
  }

  @Test
  void keepsWhatCanBeStored() {
    assertEquals("a b", Payload.line(" a\u0000b\ud800 ", 10));
    assertEquals("ab", Payload.line("a\u202eb", 10));
    assertEquals("😀😀", Payload.line("😀😀😀", 2));
    assertEquals("a\nb", Payload.prose("a\nb", 10));
    assertEquals("a b", Payload.line("a\nb", 10));
    assertNull(Payload.line(" \u0000 ", 10));
    assertNull(Payload.line(null, 10));
  }

  private static Payload json(ObjectMapper mapper, String text) {
    try {
      return new Payload(mapper.readTree(text.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
