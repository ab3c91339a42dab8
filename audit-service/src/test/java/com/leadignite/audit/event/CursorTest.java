package com.leadignite.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {

  private static final EventFilter ALL = filter("");
  private final Position position =
      new Position(Instant.parse("2026-11-22T08:30:00.123456Z"), Samples.id());

  private static EventFilter filter(String action) {
    var parameters = new MultivaluedHashMap<String, String>();
    if (!action.isEmpty()) {
      parameters.add("action", action);
    }
    return EventQuery.of(parameters).filter();
  }

  @Test
  void leadsBackToThePosition() {
    assertEquals(Optional.of(position), Cursor.read(ALL, Cursor.of(ALL, position)));
  }

  @Test
  void isRefusedWithAnotherFilter() {
    String cursor = Cursor.of(ALL, position);

    assertEquals(Optional.empty(), Cursor.read(filter("lead.updated"), cursor));
    assertEquals(Optional.empty(), Cursor.read(ALL.within(Samples.id()), cursor));
  }

  @Test
  void isRefusedOrStillATimeWhateverBitIsTurned() {
    byte[] bytes = Base64.getUrlDecoder().decode(Cursor.of(ALL, position));
    for (int bit = 0; bit < 9 * 8; bit++) {
      byte[] turned = bytes.clone();
      turned[bit / 8] ^= (byte) (1 << (bit % 8));

      assertEquals(
          Optional.empty(), Cursor.read(ALL, Base64.getUrlEncoder().encodeToString(turned)));
    }
  }

  @Test
  void isRefusedWithATimeThatNoEventHas() {
    byte[] bytes = Base64.getUrlDecoder().decode(Cursor.of(ALL, position));
    bytes[9] = (byte) 0x80;
    byte[] late = bytes.clone();
    late[9] = 0x7f;

    assertEquals(Optional.empty(), Cursor.read(ALL, Base64.getUrlEncoder().encodeToString(bytes)));
    assertEquals(Optional.empty(), Cursor.read(ALL, Base64.getUrlEncoder().encodeToString(late)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AQ", "!", "%00", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void isRefusedWhenItIsNone(String text) {
    assertEquals(Optional.empty(), Cursor.read(ALL, text));
  }
}
