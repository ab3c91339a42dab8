package com.leadignite.testkit.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An operation as the service's OpenAPI document describes it.
 *
 * @param method {@code POST}
 * @param path with the names of parameters in braces
 * @param contentType of its body; empty if it takes none
 * @param members JSON pointers to the members of its body that may be text; the empty one if the
 *     body may be anything
 * @param parameters the names of query parameters
 * @param headers the names of header fields
 */
record Operation(
    String method,
    String path,
    String contentType,
    List<String> members,
    List<String> parameters,
    List<String> headers) {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int DEEPEST = 6;
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** The name in messages and for samples: {@code POST /leads/v1/leads}. */
  String name() {
    return method + " " + path;
  }

  /** Whether anything but its body may be text. */
  boolean hasParameters() {
    return path.contains("{") || !parameters.isEmpty() || !headers.isEmpty();
  }

  /**
   * The members of its body that may be text, and those that are in a sample of it; the empty one
   * alone for a body that is neither JSON nor a form.
   */
  Set<String> members(String sample) {
    if (!contentType.contains("json") && !contentType.equals(FORM)) {
      return Set.of("");
    }
    Set<String> all = new LinkedHashSet<>(members);
    Bodies.texts(Bodies.read(sample), "", all);
    return all;
  }

  /** The path with something for each of its parameters. */
  String target(UnaryOperator<String> value) {
    return Arrays.stream(path.split("/", -1))
        .map(segment ->
            segment.startsWith("{")
                ? value.apply(segment.substring(1, segment.length() - 1))
                : segment)
        .collect(Collectors.joining("/"));
  }

  /** A text as in a body. */
  String quoted(String text) {
    return contentType.contains("json") ? Bodies.quoted(text) : text;
  }

  /** The sample of a body with something else, of any kind, in place of one member. */
  String body(String sample, String member, String value) {
    if (contentType.equals(FORM)) {
      Map<String, String> fields = fields(sample);
      fields.put(member.substring(member.lastIndexOf('/') + 1), value);
      return form(fields);
    }
    return contentType.contains("json") && !member.isEmpty()
        ? Bodies.with(Bodies.read(sample), member, value)
        : value;
  }

  /** The sample, which is JSON, as its content type has it. */
  String body(String sample) {
    return contentType.equals(FORM) ? form(fields(sample)) : sample;
  }

  private static Map<String, String> fields(String sample) {
    Map<String, String> fields = new LinkedHashMap<>();
    Bodies.read(sample)
        .properties()
        .forEach(member -> fields.put(member.getKey(), member.getValue().asText()));
    return fields;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /**
   * Every operation of a document; one that takes several types of bodies is listed once for each.
   */
  static List<Operation> of(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation ->
                    operations.addAll(
                        of(document, path.getKey(), operation.getKey(), operation.getValue()))));
    return operations;
  }

  private static List<Operation> of(
      JsonNode document, String path, String method, JsonNode operation) {
    String verb = method.toUpperCase(Locale.ROOT);
    List<String> query = parameters(operation, "query");
    List<String> headers = parameters(operation, "header");
    List<Operation> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> content : operation.at("/requestBody/content").properties()) {
      List<String> members = new ArrayList<>();
      collect(document, content.getValue().path("schema"), "", members, DEEPEST);
      found.add(new Operation(verb, path, content.getKey(), members, query, headers));
    }
    if (found.isEmpty()) {
      found.add(new Operation(verb, path, "", List.of(), query, headers));
    }
    return found;
  }

  private static List<String> parameters(JsonNode operation, String in) {
    List<String> names = new ArrayList<>();
    operation
        .path("parameters")
        .forEach(parameter -> {
          if (parameter.path("in").asText().equals(in)) {
            names.add(parameter.get("name").asText());
          }
        });
    return names;
  }

  private static void collect(
      JsonNode document, JsonNode schema, String pointer, List<String> members, int depth) {
    if (depth == 0) {
      return;
    }
    if (schema.has("$ref")) {
      JsonNode named = document.at(schema.get("$ref").asText().substring(1));
      collect(document, named, pointer, members, depth);
      return;
    }
    schema.path("allOf").forEach(part -> collect(document, part, pointer, members, depth - 1));
    schema.path("anyOf").forEach(part -> collect(document, part, pointer, members, depth - 1));
    if (schema.has("properties")) {
      schema
          .get("properties")
          .properties()
          .forEach(member ->
              collect(
                  document,
                  member.getValue(),
                  pointer + "/" + member.getKey(),
                  members,
                  depth - 1));
    } else if (schema.has("items")) {
      collect(document, schema.get("items"), pointer + "/0", members, depth - 1);
    } else if (schema.toString().contains("\"object\"")) {
      members.add(pointer + "/text");
    } else if (!schema.has("allOf") && !schema.has("anyOf")) {
      members.add(pointer);
    }
  }
}
