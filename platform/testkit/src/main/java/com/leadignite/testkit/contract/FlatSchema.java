package com.leadignite.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A schema with its references followed and its {@code allOf} merged, so that two can be compared
 * keyword by keyword however they are cut into parts.
 */
record FlatSchema(JsonNode document, ObjectNode keywords) {

  private static final Set<String> ALL_TYPES =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  static FlatSchema of(JsonNode document, JsonNode schema) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    merge(document, schema, merged);
    return new FlatSchema(document, merged);
  }

  private static void merge(JsonNode document, JsonNode schema, ObjectNode into) {
    if (schema.has("$ref")) {
      merge(document, document.at(schema.get("$ref").asText().substring(1)), into);
    }
    schema.path("allOf").forEach(part -> merge(document, part, into));
    schema
        .properties()
        .forEach(keyword -> {
          JsonNode known = into.get(keyword.getKey());
          if (known instanceof ObjectNode object && keyword.getValue().isObject()) {
            into.set(keyword.getKey(), object.deepCopy().setAll((ObjectNode) keyword.getValue()));
          } else if (known instanceof ArrayNode array && keyword.getKey().equals("required")) {
            into.set(keyword.getKey(), array.deepCopy().addAll((ArrayNode) keyword.getValue()));
          } else if (!keyword.getKey().equals("$ref") && !keyword.getKey().equals("allOf")) {
            into.set(keyword.getKey(), keyword.getValue());
          }
        });
  }

  /** The types that a value may have. */
  Set<String> types() {
    Set<String> types = texts("type");
    return types.isEmpty() ? ALL_TYPES : types;
  }

  /** The values that it may have, as JSON; empty if any. */
  Set<String> values() {
    Set<String> values = new TreeSet<>();
    keywords.path("enum").forEach(value -> values.add(value.toString()));
    if (keywords.has("const")) {
      values.add(keywords.get("const").toString());
    }
    return values;
  }

  Set<String> required() {
    return texts("required");
  }

  Set<String> members() {
    Set<String> names = new TreeSet<>();
    keywords.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  FlatSchema member(String name) {
    return of(document, keywords.path("properties").path(name));
  }

  boolean isClosed() {
    return isFalse("additionalProperties") || isFalse("unevaluatedProperties");
  }

  FlatSchema part(String keyword) {
    return of(document, keywords.path(keyword));
  }

  /** The parts of {@code anyOf} and {@code oneOf}, each as it is written. */
  List<JsonNode> alternatives() {
    List<JsonNode> alternatives = new ArrayList<>();
    keywords.path("anyOf").forEach(alternatives::add);
    keywords.path("oneOf").forEach(alternatives::add);
    return alternatives;
  }

  private boolean isFalse(String keyword) {
    return keywords.path(keyword).isBoolean() && !keywords.get(keyword).booleanValue();
  }

  private Set<String> texts(String keyword) {
    Set<String> texts = new TreeSet<>();
    JsonNode value = keywords.path(keyword);
    if (value.isTextual()) {
      texts.add(value.textValue());
    }
    value.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
