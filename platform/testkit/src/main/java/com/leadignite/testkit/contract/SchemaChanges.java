package com.leadignite.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Where a schema changed so that a client written for the earlier one breaks: a request that was
 * valid no longer is, or an answer may be what no answer was.
 */
final class SchemaChanges {

  /** Who sends what the schema describes. */
  enum Sender {
    CLIENT,
    SERVICE
  }

  private static final int DEEPEST = 12;
  private static final List<String> UPPER_BOUNDS =
      List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
  private static final List<String> LOWER_BOUNDS =
      List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");

  private final Sender sender;
  private final Consumer<String> found;

  SchemaChanges(Sender sender, Consumer<String> found) {
    this.sender = sender;
    this.found = found;
  }

  void compare(String place, FlatSchema before, FlatSchema now) {
    compare(place, before, now, 0);
  }

  private void compare(String place, FlatSchema before, FlatSchema now, int depth) {
    if (depth > DEEPEST || (!refersToOthers(now) && before.keywords().equals(now.keywords()))) {
      return;
    }
    compareTypes(place, before, now);
    compareValues(place, before, now);
    if (sender == Sender.CLIENT) {
      compareBounds(place, before, now);
    }
    compareText(place, before, now);
    compareMembers(place, before, now, depth);
    compareAlternatives(place, before, now, depth);
    if (before.keywords().has("items") && now.keywords().has("items")) {
      compare(place + "/*", before.part("items"), now.part("items"), depth + 1);
    }
    if (before.keywords().path("additionalProperties").isObject()
        && now.keywords().path("additionalProperties").isObject()) {
      compare(
          place + "/*",
          before.part("additionalProperties"),
          now.part("additionalProperties"),
          depth + 1);
    }
  }

  private static boolean refersToOthers(FlatSchema schema) {
    return schema.keywords().toString().contains("$ref");
  }

  private void compareTypes(String place, FlatSchema before, FlatSchema now) {
    if (sender == Sender.CLIENT) {
      without(before.types(), now.types()).forEach(type -> tell(place, "may no longer be " + type));
    } else {
      without(now.types(), before.types()).forEach(type -> tell(place, "may now be " + type));
    }
  }

  private void compareValues(String place, FlatSchema before, FlatSchema now) {
    if (sender == Sender.CLIENT) {
      if (before.values().isEmpty() && !now.values().isEmpty()) {
        tell(place, "may now be nothing but " + String.join(", ", now.values()));
      } else if (!now.values().isEmpty()) {
        without(before.values(), now.values())
            .forEach(value -> tell(place, "may no longer be " + value));
      }
    } else if (now.values().isEmpty() && !before.values().isEmpty()) {
      tell(place, "may now be other than " + String.join(", ", before.values()));
    } else if (!before.values().isEmpty()) {
      // Generated clients of several languages fail on a value that their enum lacks.
      without(now.values(), before.values()).forEach(value -> tell(place, "may now be " + value));
    }
  }

  private void compareBounds(String place, FlatSchema before, FlatSchema now) {
    for (String bound : UPPER_BOUNDS) {
      JsonNode limit = now.keywords().path(bound);
      JsonNode earlier = before.keywords().path(bound);
      if (limit.isNumber() && (!earlier.isNumber() || limit.asDouble() < earlier.asDouble())) {
        tell(place, bound + " is now " + limit);
      }
    }
    for (String bound : LOWER_BOUNDS) {
      JsonNode limit = now.keywords().path(bound);
      JsonNode earlier = before.keywords().path(bound);
      if (limit.isNumber() && limit.asDouble() > (earlier.isNumber() ? earlier.asDouble() : 0)) {
        tell(place, bound + " is now " + limit);
      }
    }
  }

  private void compareText(String place, FlatSchema before, FlatSchema now) {
    for (String keyword : List.of("pattern", "format")) {
      JsonNode rule = now.keywords().path(keyword);
      JsonNode earlier = before.keywords().path(keyword);
      // A client checks no pattern of an answer, but has types for formats.
      boolean matters = sender == Sender.CLIENT ? !rule.isMissingNode() : keyword.equals("format");
      if (matters && !rule.equals(earlier)) {
        tell(place, keyword + " is now " + (rule.isMissingNode() ? "free" : rule.asText()));
      }
    }
  }

  private void compareMembers(String place, FlatSchema before, FlatSchema now, int depth) {
    for (String name : before.members()) {
      if (now.members().contains(name)) {
        compare(place + "/" + name, before.member(name), now.member(name), depth + 1);
      } else if (sender == Sender.SERVICE || now.isClosed()) {
        tell(place + "/" + name, "removed");
      }
    }
    if (sender == Sender.CLIENT) {
      without(now.required(), before.required())
          .forEach(name -> tell(place + "/" + name, "now required"));
    } else {
      Set<String> optional = without(before.required(), now.required());
      optional.retainAll(now.members());
      optional.forEach(name -> tell(place + "/" + name, "may now be missing"));
    }
  }

  private void compareAlternatives(String place, FlatSchema before, FlatSchema now, int depth) {
    List<JsonNode> fewer = sender == Sender.CLIENT ? now.alternatives() : before.alternatives();
    List<JsonNode> more = sender == Sender.CLIENT ? before.alternatives() : now.alternatives();
    if (fewer.isEmpty()) {
      return;
    }
    for (JsonNode alternative : new HashSet<>(more)) {
      if (!fewer.contains(alternative)) {
        String how = sender == Sender.CLIENT ? "may no longer be " : "may now be ";
        tell(place, how + alternative);
      } else if (alternative.has("$ref")) {
        compare(
            place,
            FlatSchema.of(before.document(), alternative),
            FlatSchema.of(now.document(), alternative),
            depth + 1);
      }
    }
  }

  private void tell(String place, String change) {
    found.accept(place + " " + change);
  }

  private static Set<String> without(Set<String> all, Set<String> those) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(those);
    return rest;
  }
}
