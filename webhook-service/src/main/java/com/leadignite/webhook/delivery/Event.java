package com.leadignite.webhook.delivery;

import com.leadignite.guard.time.Timestamps;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. Does not print its data.
 *
 * @param orderingKey what it happened to, for endpoints that want one after the other; null if it
 *     has no order
 * @param data JSON
 */
record Event(
    UUID tenantId,
    UUID id,
    String type,
    @Nullable String orderingKey,
    Instant occurredAt,
    String data) {

  /** What is sent, the same in each attempt. */
  String body() {
    return "{\"id\":\""
        + id
        + "\",\"type\":\""
        + type
        + "\",\"timestamp\":\""
        + Timestamps.format(occurredAt)
        + "\",\"data\":"
        + data
        + "}";
  }

  @Override
  public String toString() {
    return "Event[" + id + "]";
  }
}
