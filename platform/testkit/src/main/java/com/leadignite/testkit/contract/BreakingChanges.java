package com.leadignite.testkit.contract;

import static com.leadignite.testkit.contract.SchemaChanges.Sender.CLIENT;
import static com.leadignite.testkit.contract.SchemaChanges.Sender.SERVICE;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.guard.caller.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an OpenAPI document says otherwise than an earlier version of it, so that a client of the
 * earlier one breaks. Each change is one line that says where and what, the same each time.
 */
final class BreakingChanges {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode before;
  private final JsonNode now;
  private final Set<String> found = new LinkedHashSet<>();

  private BreakingChanges(JsonNode before, JsonNode now) {
    this.before = before;
    this.now = now;
  }

  static List<String> between(JsonNode before, JsonNode now) {
    BreakingChanges changes = new BreakingChanges(before, now);
    before
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation ->
                    changes.operation(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue(),
                        now.path("paths").path(path.getKey()).path(operation.getKey()))));
    return List.copyOf(changes.found);
  }

  private void operation(String name, JsonNode old, JsonNode current) {
    if (current.isMissingNode()) {
      found.add(name + " removed");
      return;
    }
    if (!old.path("operationId").equals(current.path("operationId"))) {
      found.add(name + " operationId is now " + current.path("operationId").asText());
    }
    security(name, old, current);
    parameters(name, parameters(before, old), parameters(now, current));
    requestBody(name + " body", old.path("requestBody"), current.path("requestBody"));
    for (Map.Entry<String, JsonNode> response : old.path("responses").properties()) {
      if (response.getKey().startsWith("2")) {
        JsonNode counterpart = current.path("responses").path(response.getKey());
        response(name + " " + response.getKey(), response.getValue(), counterpart);
      }
    }
  }

  /** Each of the alternatives that were enough has to be enough, whatever others there are. */
  private void security(String name, JsonNode old, JsonNode current) {
    List<Set<String>> alternatives = alternatives(current);
    for (Set<String> enough : alternatives(old)) {
      alternatives.stream()
          .map(alternative -> without(alternative, enough))
          .min(Comparator.comparingInt(Set::size))
          .ifPresent(asked -> asked.forEach(scope -> found.add(name + " now asks for " + scope)));
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    // Every session has it: what named no scope before was for sessions alone, too.
    rest.remove(Scope.SESSION.wireName());
    return rest;
  }

  /** What an operation asks for, schemes and scopes, in each of its alternatives. */
  private static List<Set<String>> alternatives(JsonNode operation) {
    List<Set<String>> alternatives = new ArrayList<>();
    for (JsonNode requirement : operation.path("security")) {
      Set<String> asked = new TreeSet<>();
      for (Map.Entry<String, JsonNode> scheme : requirement.properties()) {
        asked.add(scheme.getKey());
        scheme.getValue().forEach(scope -> asked.add(scope.asText()));
      }
      alternatives.add(asked);
    }
    return alternatives.isEmpty() ? List.of(Set.of()) : alternatives;
  }

  private void parameters(String name, Map<String, JsonNode> old, Map<String, JsonNode> current) {
    old.forEach((key, parameter) -> {
      JsonNode counterpart = current.get(key);
      if (counterpart == null) {
        found.add(name + " " + key + " removed");
      } else {
        compare(name + " " + key, CLIENT, parameter, counterpart);
      }
    });
    current.forEach((key, parameter) -> {
      JsonNode earlier = old.get(key);
      if (isRequired(parameter) && (earlier == null || !isRequired(earlier))) {
        found.add(name + " " + key + " now required");
      }
    });
  }

  private static Map<String, JsonNode> parameters(JsonNode document, JsonNode operation) {
    Map<String, JsonNode> parameters = new TreeMap<>();
    for (JsonNode written : operation.path("parameters")) {
      JsonNode parameter = resolved(document, written);
      String in = parameter.path("in").asText();
      // A path has its parameters by place; how they are called is nobody's matter.
      if (!in.equals("path")) {
        parameters.put(in + " parameter " + parameter.path("name").asText(), parameter);
      }
    }
    return parameters;
  }

  private void requestBody(String name, JsonNode old, JsonNode current) {
    JsonNode earlier = resolved(before, old);
    JsonNode later = resolved(now, current);
    if (isRequired(later) && !isRequired(earlier)) {
      found.add(name + " now required");
    }
    content(name, CLIENT, earlier, later);
  }

  private void response(String name, JsonNode old, JsonNode current) {
    if (current.isMissingNode()) {
      found.add(name + " removed");
      return;
    }
    JsonNode earlier = resolved(before, old);
    JsonNode later = resolved(now, current);
    earlier
        .path("headers")
        .fieldNames()
        .forEachRemaining(header -> {
          if (!later.path("headers").has(header)) {
            found.add(name + " header " + header + " removed");
          }
        });
    content(name, SERVICE, earlier, later);
  }

  private void content(String name, SchemaChanges.Sender sender, JsonNode old, JsonNode current) {
    for (Map.Entry<String, JsonNode> media : old.path("content").properties()) {
      JsonNode counterpart = current.path("content").path(media.getKey());
      if (counterpart.isMissingNode()) {
        found.add(name + " " + media.getKey() + " removed");
      } else {
        compare(name, sender, media.getValue(), counterpart);
      }
    }
  }

  private void compare(String name, SchemaChanges.Sender sender, JsonNode old, JsonNode current) {
    new SchemaChanges(sender, found::add)
        .compare(
            name,
            FlatSchema.of(before, old.path("schema")),
            FlatSchema.of(now, current.path("schema")));
  }

  private static JsonNode resolved(JsonNode document, JsonNode written) {
    return written.has("$ref") ? document.at(written.get("$ref").asText().substring(1)) : written;
  }

  private static boolean isRequired(JsonNode described) {
    return described.path("required").asBoolean();
  }
}
