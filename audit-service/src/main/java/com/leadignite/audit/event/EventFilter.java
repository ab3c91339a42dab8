package com.leadignite.audit.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events to list; a component that is null lets all pass.
 *
 * @param action exactly this action
 * @param actionPrefix actions that begin with this and a dot
 * @param from not before this moment
 * @param to before this moment
 */
record EventFilter(
    @Nullable UUID tenantId,
    @Nullable String actorId,
    @Nullable String action,
    @Nullable String actionPrefix,
    @Nullable String targetType,
    @Nullable String targetId,
    @Nullable String outcome,
    @Nullable AddressRange addresses,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String requestId) {

  EventFilter {
    if (targetId != null && targetType == null) {
      throw new IllegalArgumentException("a target's id without its type");
    }
  }

  /** The same filter within one organization. */
  EventFilter within(@Nullable UUID tenant) {
    return new EventFilter(
        tenant,
        actorId,
        action,
        actionPrefix,
        targetType,
        targetId,
        outcome,
        addresses,
        from,
        to,
        requestId);
  }

  /** A number that tells this filter from others, for cursors to carry. */
  long fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
