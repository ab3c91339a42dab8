package com.leadignite.webhook.signature;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON body that a scheme asks for: a tree of their names, so that a reader keeps
 * these and passes over all others. A member whose own name has a dot is none of them.
 *
 * @param members what is asked for below, by the next name
 * @param path the whole path if it ends here; empty if it does not
 */
record JsonPaths(Map<String, JsonPaths> members, String path) {

  JsonPaths {
    members = Map.copyOf(members);
  }

  /** Those at the paths, such as {@code data.id}. */
  static JsonPaths of(String... paths) {
    return at("", List.of(paths));
  }

  private static JsonPaths at(String path, List<String> below) {
    Map<String, List<String>> byName =
        below.stream()
            .filter(rest -> !rest.isEmpty())
            .collect(
                Collectors.groupingBy(
                    JsonPaths::first, Collectors.mapping(JsonPaths::rest, Collectors.toList())));
    Map<String, JsonPaths> members =
        byName.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, each -> at(joined(path, each.getKey()), each.getValue())));
    return new JsonPaths(members, below.contains("") ? path : "");
  }

  private static String first(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  private static String rest(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? "" : path.substring(dot + 1);
  }

  private static String joined(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** What is asked for of the member and below it; null if nothing is. */
  @Nullable JsonPaths member(String name) {
    return members.get(name);
  }

  /** Whether the text at that path is asked for. */
  boolean has(String asked) {
    return path.equals(asked) || members.values().stream().anyMatch(each -> each.has(asked));
  }

  /** Reads these of a body. */
  JsonBody in(byte[] body) {
    return JsonBody.of(body, this);
  }
}
