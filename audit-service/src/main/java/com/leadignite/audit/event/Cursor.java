package com.leadignite.audit.event;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page ended, as text for the next request: base64url of a version, the filter's
 * fingerprint and the position. Not signed: whoever makes one up asks for a page of events that
 * they may see anyway. It goes with one filter, because a position in another list means nothing.
 */
final class Cursor {

  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 8 + 8 + 16;

  private static final long LATEST =
      ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));

  private Cursor() {}

  static String of(EventFilter filter, Position position) {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .put(VERSION)
            .putLong(filter.fingerprint())
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.occurredAt()))
            .putLong(position.id().getMostSignificantBits())
            .putLong(position.id().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The position; empty where the text is no cursor or one of another filter. */
  static Optional<Position> read(EventFilter filter, String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES
          || bytes.get() != VERSION
          || bytes.getLong() != filter.fingerprint()) {
        return Optional.empty();
      }
      long micros = bytes.getLong();
      // What lies beyond is no time that PostgreSQL knows, or none that an event can have.
      if (micros < 0 || micros > LATEST) {
        return Optional.empty();
      }
      return Optional.of(
          new Position(
              Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
              new UUID(bytes.getLong(), bytes.getLong())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
