package com.leadignite.audit.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.time.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON object whose members are read one by one, each held to its rule. */
final class Members {

  private static final int MAX_IDENTIFIER = 200;

  private final String path;
  private final ObjectNode json;

  /**
   * Reads an object.
   *
   * @param path what the object is called in messages
   */
  Members(String path, JsonNode json) throws BrokenRule {
    this.path = path;
    if (!(json instanceof ObjectNode object)) {
      throw new BrokenRule(path, "must be an object");
    }
    this.json = object;
  }

  ObjectNode json() {
    return json;
  }

  /** Refuses members of other names, so that nothing is kept that nobody looked at. */
  void only(Set<String> names) throws BrokenRule {
    for (var member : json.properties()) {
      if (!names.contains(member.getKey())) {
        throw new BrokenRule(path, "has a member that is not in the schema");
      }
    }
  }

  /** The value, where it is there. */
  <T> T required(String name, @Nullable T value) throws BrokenRule {
    if (value == null) {
      throw broken(name, "is needed");
    }
    return value;
  }

  /** A text of any characters; null where it is absent or null. */
  @Nullable String text(String name, int maxChars) throws BrokenRule {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw broken(name, "must be a string");
    }
    if (value.textValue().length() > maxChars) {
      throw broken(name, "is longer than " + maxChars + " characters");
    }
    return value.textValue();
  }

  /** A text without control characters, which a column can hold and a log can show. */
  @Nullable String identifier(String name) throws BrokenRule {
    String value = text(name, MAX_IDENTIFIER);
    if (value != null && (value.isEmpty() || value.chars().anyMatch(Character::isISOControl))) {
      throw broken(name, "must not be empty or have control characters");
    }
    return value;
  }

  @Nullable String matching(String name, Pattern pattern) throws BrokenRule {
    String value = text(name, MAX_IDENTIFIER);
    if (value != null && !pattern.matcher(value).matches()) {
      throw broken(name, "must match " + pattern.pattern());
    }
    return value;
  }

  @Nullable UUID uuid(String name) throws BrokenRule {
    String value = text(name, MAX_IDENTIFIER);
    UUID uuid = value == null ? null : Uuids.parse(value).orElse(null);
    if (value != null && uuid == null) {
      throw broken(name, "must be a UUID");
    }
    return uuid;
  }

  /** A moment that is not later than the given one. */
  Instant instantUntil(String name, Instant latest) throws BrokenRule {
    String value = required(name, text(name, MAX_IDENTIFIER));
    Instant instant = Timestamps.parse(value).orElse(null);
    if (instant == null) {
      throw broken(name, "must be a time as in RFC 3339");
    }
    if (instant.isAfter(latest) || instant.isBefore(Instant.EPOCH)) {
      throw broken(name, "is not a time that can have been");
    }
    return instant;
  }

  Members object(String name) throws BrokenRule {
    return new Members(path(name), json.path(name));
  }

  /** The objects of an array; none where it is absent or null. */
  List<Members> objects(String name, int max) throws BrokenRule {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!(value instanceof ArrayNode) || value.size() > max) {
      throw broken(name, "must be an array of at most " + max);
    }
    List<Members> objects = new ArrayList<>();
    for (JsonNode element : value) {
      objects.add(new Members(path(name) + "[" + objects.size() + "]", element));
    }
    return objects;
  }

  /** The objects that are the members of an object; none where it is absent or null. */
  List<Members> map(String name, int max) throws BrokenRule {
    size(name, max);
    List<Members> objects = new ArrayList<>();
    for (JsonNode element : json.path(name)) {
      objects.add(new Members(path(name) + " member", element));
    }
    return objects;
  }

  /** Refuses what is there and is not an object of at most so many members. */
  void size(String name, int max) throws BrokenRule {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !value.isNull() && (!value.isObject() || value.size() > max)) {
      throw broken(name, "must be an object of at most " + max + " members");
    }
  }

  private BrokenRule broken(String name, String rule) {
    return new BrokenRule(path(name), rule);
  }

  private String path(String name) {
    return path.equals("event") ? name : path + "." + name;
  }

  /** Says which member breaks which rule; never what its value was. */
  static final class BrokenRule extends Exception {

    private static final long serialVersionUID = 1L;

    BrokenRule(String member, String rule) {
      super(member + ": " + rule);
    }

    /** The member and the rule, fit for the sender. */
    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
