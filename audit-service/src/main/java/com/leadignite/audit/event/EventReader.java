package com.leadignite.audit.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.audit.event.CanonicalJson.NotCanonical;
import com.leadignite.audit.event.Members.BrokenRule;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event and holds it to schema version 1. Strict on purpose: what is accepted here is
 * kept for years and cannot be corrected.
 */
final class EventReader {

  static final int MAX_CONTENT_CHARS = 64 * 1024;
  static final int MAX_CHANGES = 100;
  static final int MAX_METADATA = 50;
  static final int MAX_TARGETS = 20;
  static final int MAX_DEPTH = 10;
  static final Duration MAX_AHEAD = Duration.ofHours(1);

  static final Pattern ACTION =
      Pattern.compile("[a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39}){1,4}");
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  static final Set<String> OUTCOMES = Set.of("allowed", "denied", "failed");

  private final Clock clock;

  EventReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * The event, where it breaks no rule.
   *
   * @param json the event as it came
   * @throws BrokenRule with the first rule it breaks, fit for the sender
   */
  ReceivedEvent read(JsonNode json) throws BrokenRule {
    var event = new Members("event", json);
    event.only(
        Set.of(
            "id",
            "occurred_at",
            "tenant_id",
            "actor",
            "action",
            "targets",
            "outcome",
            "context",
            "changes",
            "metadata"));
    Members actor = event.object("actor");
    actor.only(Set.of("type", "id", "name", "session_id"));
    actor.text("name", 1000);
    actor.uuid("session_id");
    Members context = event.object("context");
    context.only(Set.of("address", "user_agent", "request_id", "service"));
    context.text("user_agent", 4000);
    context.required("service", context.matching("service", NAME));
    return new ReceivedEvent(
        id(event),
        event.uuid("tenant_id"),
        event.instantUntil("occurred_at", clock.instant().plus(MAX_AHEAD)),
        event.required("action", event.matching("action", ACTION)),
        outcome(event),
        actor.required("type", actor.matching("type", NAME)),
        actor.identifier("id"),
        address(context),
        context.identifier("request_id"),
        targets(event),
        content(event));
  }

  private static UUID id(Members event) throws BrokenRule {
    UUID id = event.required("id", event.uuid("id"));
    if (id.version() != 7 || id.variant() != 2) {
      throw new BrokenRule("id", "must be a UUIDv7");
    }
    return id;
  }

  private static String outcome(Members event) throws BrokenRule {
    String outcome = event.required("outcome", event.identifier("outcome"));
    if (!OUTCOMES.contains(outcome)) {
      throw new BrokenRule("outcome", "must be allowed, denied or failed");
    }
    return outcome;
  }

  private static @Nullable String address(Members context) throws BrokenRule {
    String address = context.identifier("address");
    if (address == null) {
      return null;
    }
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return address.contains("%") ? refusedAddress() : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return refusedAddress();
    }
  }

  private static String refusedAddress() throws BrokenRule {
    throw new BrokenRule("context.address", "must be an IP address");
  }

  private static List<ReceivedEvent.Target> targets(Members event) throws BrokenRule {
    List<ReceivedEvent.Target> targets = new ArrayList<>();
    for (Members target : event.objects("targets", MAX_TARGETS)) {
      target.only(Set.of("type", "id", "name"));
      target.text("name", 1000);
      targets.add(
          new ReceivedEvent.Target(
              target.required("type", target.matching("type", NAME)),
              target.required("id", target.identifier("id"))));
    }
    return targets;
  }

  private static String content(Members event) throws BrokenRule {
    for (Members change : event.map("changes", MAX_CHANGES)) {
      change.only(Set.of("before", "after"));
    }
    event.size("metadata", MAX_METADATA);
    try {
      return CanonicalJson.of(event.json(), MAX_DEPTH, MAX_CONTENT_CHARS);
    } catch (NotCanonical e) {
      throw new BrokenRule("event", String.valueOf(e.getMessage()));
    }
  }

  /** The id of an event that may be anything, to tell its sender which one was refused. */
  static @Nullable String idOf(JsonNode json) {
    if (json instanceof ObjectNode object && object.path("id").isTextual()) {
      String id = object.path("id").textValue();
      return id.length() <= 36 ? id : null;
    }
    return null;
  }
}
