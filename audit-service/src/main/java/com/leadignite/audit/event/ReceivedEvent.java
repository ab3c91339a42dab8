package com.leadignite.audit.event;

import com.leadignite.guard.id.Uuids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that holds to schema version 1: its canonical text, and copies of the members that
 * readers filter by.
 *
 * @param id the sender's, a UUIDv7
 * @param address in its canonical text form
 * @param content the whole event as canonical JSON
 */
record ReceivedEvent(
    UUID id,
    @Nullable UUID tenantId,
    Instant occurredAt,
    String action,
    String outcome,
    String actorType,
    @Nullable String actorId,
    @Nullable String address,
    @Nullable String requestId,
    List<Target> targets,
    String content) {

  ReceivedEvent {
    actorId = actorId == null ? null : Uuids.comparable(actorId);
    requestId = requestId == null ? null : Uuids.comparable(requestId);
    targets = List.copyOf(targets);
  }

  /** What it was done to. */
  record Target(String type, String id) {

    Target {
      id = Uuids.comparable(id);
    }
  }
}
