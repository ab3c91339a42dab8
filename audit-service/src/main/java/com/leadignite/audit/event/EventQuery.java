package com.leadignite.audit.event;

import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.time.Timestamps;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a request for events. */
final class EventQuery {

  /** How actions begin: whole words, one or more. */
  private static final Pattern PREFIX =
      Pattern.compile("[a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39}){0,4}");

  private static final Set<String> NAMES =
      Set.of(
          "tenant_id",
          "actor_id",
          "action",
          "target_type",
          "target_id",
          "outcome",
          "address",
          "from",
          "to",
          "request_id",
          "limit",
          "cursor");

  private EventQuery() {}

  /**
   * Reads the query parameters. One that is unknown or repeated is refused: a misspelt filter that
   * is ignored shows a reader other events than they believe to see. So is a value that no event
   * can have: an empty page would say that nothing happened.
   *
   * @throws Problem validation-failed, naming the parameter
   */
  static EventFilter filter(MultivaluedMap<String, String> parameters) {
    parameters.forEach((name, values) -> {
      if (!NAMES.contains(name)) {
        throw refused("there is a parameter that this list does not know");
      }
      if (values.size() != 1 || values.getFirst().isEmpty()) {
        throw refused(name + " must be given once and have a value");
      }
      if (values.getFirst().length() > 200
          || values.getFirst().chars().anyMatch(Character::isISOControl)) {
        throw refused(name + " is too long or has control characters");
      }
    });
    String action = parameters.getFirst("action");
    boolean prefix = action != null && action.endsWith(".*");
    String targetType = matching("target_type", parameters, EventReader.NAME);
    if (targetType == null && parameters.containsKey("target_id")) {
      throw refused("target_id goes with target_type");
    }
    Instant from = instant("from", parameters.getFirst("from"));
    Instant to = instant("to", parameters.getFirst("to"));
    if (from != null && to != null && !from.isBefore(to)) {
      throw refused("from must be before to");
    }
    return new EventFilter(
        uuid("tenant_id", parameters.getFirst("tenant_id")),
        identifier("actor_id", parameters),
        prefix ? null : matching("action", parameters, EventReader.ACTION),
        prefix ? prefix(action) : null,
        targetType,
        identifier("target_id", parameters),
        outcome(parameters.getFirst("outcome")),
        addresses(parameters.getFirst("address")),
        from,
        to,
        identifier("request_id", parameters));
  }

  private static @Nullable UUID uuid(String name, @Nullable String value) {
    return value == null
        ? null
        : Uuids.parse(value).orElseThrow(() -> refused(name + " must be a UUID"));
  }

  /** An identifier as it is stored: a UUID is found however it is written. */
  private static @Nullable String identifier(
      String name, MultivaluedMap<String, String> parameters) {
    String value = parameters.getFirst(name);
    return value == null ? null : Uuids.comparable(value);
  }

  private static @Nullable String matching(
      String name, MultivaluedMap<String, String> parameters, Pattern pattern) {
    String value = parameters.getFirst(name);
    if (value != null && !pattern.matcher(value).matches()) {
      throw refused(name + " must match " + pattern.pattern());
    }
    return value;
  }

  private static String prefix(String action) {
    String begins = action.substring(0, action.length() - 2);
    if (!PREFIX.matcher(begins).matches()) {
      throw refused("action must be words of [a-z0-9_] joined by dots, and .* at the end for more");
    }
    return begins;
  }

  private static @Nullable String outcome(@Nullable String value) {
    if (value != null && !EventReader.OUTCOMES.contains(value)) {
      throw refused("outcome must be allowed, denied or failed");
    }
    return value;
  }

  private static @Nullable AddressRange addresses(@Nullable String value) {
    return value == null
        ? null
        : AddressRange.of(value)
            .orElseThrow(() -> refused("address must be an address or a network as 192.0.2.0/24"));
  }

  private static @Nullable Instant instant(String name, @Nullable String value) {
    return value == null
        ? null
        : Timestamps.parse(value)
            .orElseThrow(() -> refused(name + " must be a time as in RFC 3339"));
  }

  private static Problem refused(String detail) {
    return new Problem(CommonProblem.VALIDATION_FAILED, detail);
  }
}
