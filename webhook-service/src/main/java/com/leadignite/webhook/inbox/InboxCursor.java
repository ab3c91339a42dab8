package com.leadignite.webhook.inbox;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of the inbox ended, as text: base64url of a version, the source and the last id. Not
 * signed: whoever makes one up asks for a page of their own inbox.
 */
final class InboxCursor {

  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 16 + 16;
  private static final UUID ALL = new UUID(0, 0);

  private InboxCursor() {}

  static String of(@Nullable UUID sourceId, UUID last) {
    UUID source = sourceId == null ? ALL : sourceId;
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .put(VERSION)
            .putLong(source.getMostSignificantBits())
            .putLong(source.getLeastSignificantBits())
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The last id; empty where the text is no cursor or one of another list. */
  static Optional<UUID> read(@Nullable UUID sourceId, String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      UUID source = sourceId == null ? ALL : sourceId;
      if (bytes.remaining() != BYTES
          || bytes.get() != VERSION
          || !new UUID(bytes.getLong(), bytes.getLong()).equals(source)) {
        return Optional.empty();
      }
      return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
