package com.leadignite.audit.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.audit.event.CanonicalJson.NotCanonical;
import com.leadignite.guard.body.Unread;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.Problem;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that holds to schema version 1: its canonical text, and copies of the members that
 * readers filter by.
 *
 * @param address in its canonical text form
 * @param content the whole event as canonical JSON
 */
record ReceivedEvent(
    UUID id,
    @Nullable UUID tenantId,
    Instant occurredAt,
    String action,
    Outcome outcome,
    String actorType,
    @Nullable String actorId,
    @Nullable String address,
    @Nullable String requestId,
    List<Target> targets,
    String content) {

  static final int MAX_CONTENT_CHARS = 64 * 1024;
  static final int MAX_DEPTH = 10;
  static final int MAX_CHANGES = 100;
  static final int MAX_METADATA = 50;

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

  /**
   * Reads an event, and holds it to the rules that no constraint of a member says.
   *
   * @param latest until when it can have happened
   * @throws Problem {@code validation-failed} with all rules that it breaks
   */
  static ReceivedEvent of(Unread<NewEvent> unread, Instant latest) {
    NewEvent event = unread.read();
    Violations violations = new Violations();
    if (event.id().version() != 7 || event.id().variant() != 2) {
      violations.add("id", "must be a UUIDv7");
    }
    if (event.occurredAt().isAfter(latest) || event.occurredAt().isBefore(Instant.EPOCH)) {
      violations.add("occurred_at", "is not a time that can have been");
    }
    Optional<String> address = address(event.context().address(), violations);
    check(event, violations);
    String content = content(unread.json(), violations);
    violations.throwIfAny();
    return new ReceivedEvent(
        event.id(),
        event.tenantId(),
        event.occurredAt(),
        event.action(),
        event.outcome(),
        event.actor().type(),
        event.actor().id(),
        address.orElse(null),
        event.context().requestId(),
        event.targets().stream().map(target -> new Target(target.type(), target.id())).toList(),
        content);
  }

  private static Optional<String> address(@Nullable String text, Violations violations) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      if (!text.contains("%")) {
        return Optional.of(InetAddress.ofLiteral(text).getHostAddress());
      }
    } catch (IllegalArgumentException e) {
      // Answered as the other addresses that are none.
    }
    violations.add("context.address", "must be an IP address");
    return Optional.empty();
  }

  private static void check(NewEvent event, Violations violations) {
    ObjectNode changes = event.changes();
    if (changes != null) {
      if (changes.size() > MAX_CHANGES) {
        violations.add("changes", "must have at most " + MAX_CHANGES + " members");
      }
      for (var change : changes.properties()) {
        if (!isChange(change.getValue())) {
          // Not by its name, which is the sender's text.
          violations.add("changes", "must have members of nothing but before and after");
        }
      }
    }
    if (event.metadata() != null && event.metadata().size() > MAX_METADATA) {
      violations.add("metadata", "must have at most " + MAX_METADATA + " members");
    }
  }

  private static boolean isChange(JsonNode change) {
    int known = (change.has("before") ? 1 : 0) + (change.has("after") ? 1 : 0);
    return change.isObject() && change.size() == known;
  }

  private static String content(JsonNode json, Violations violations) {
    try {
      return CanonicalJson.of(json, MAX_DEPTH, MAX_CONTENT_CHARS);
    } catch (NotCanonical e) {
      violations.add("event", String.valueOf(e.getMessage()));
      return "";
    }
  }
}
