package com.leadignite.audit.event;

import com.leadignite.guard.page.Place;
import com.leadignite.guard.time.Timestamps;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it is kept.
 *
 * @param content the whole event as canonical JSON
 * @param receivedAt when it was stored
 * @param sender the service that brought it
 */
record StoredEvent(String content, Instant receivedAt, String sender, Instant occurredAt, UUID id) {

  /** Its position in the list, which is sorted by time and then by id. */
  Place place() {
    return new Place(Timestamps.format(occurredAt), id);
  }
}
