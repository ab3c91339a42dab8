package com.leadignite.testkit.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Bodies in which one member is something else. */
final class Bodies {

  /** Stands where the other JSON goes, which may be a number that no tree could hold. */
  private static final String HERE = "-- here --";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Bodies() {}

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a sample is no JSON: " + json, e);
    }
  }

  static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  /** Adds the JSON pointers of all texts. */
  static void texts(JsonNode node, String pointer, Set<String> into) {
    if (node.isTextual()) {
      into.add(pointer);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        texts(node.get(i), pointer + "/" + i, into);
      }
    } else {
      node.properties()
          .forEach(child -> texts(child.getValue(), pointer + "/" + child.getKey(), into));
    }
  }

  /**
   * The body as text, with JSON of any kind at a place that need not be there yet.
   *
   * @param pointer a JSON pointer that does not end in the root; an index adds to the end of a list
   */
  static String with(JsonNode body, String pointer, String json) {
    JsonNode changed = body.isObject() ? body.deepCopy() : JsonNodeFactory.instance.objectNode();
    String[] steps = pointer.substring(1).split("/", -1);
    JsonNode parent = changed;
    for (int i = 0; i < steps.length - 1; i++) {
      parent = child(parent, steps[i], Character.isDigit(steps[i + 1].charAt(0)));
    }
    put(parent, steps[steps.length - 1], JsonNodeFactory.instance.textNode(HERE));
    return changed.toString().replace("\"" + HERE + "\"", json);
  }

  private static JsonNode child(JsonNode parent, String step, boolean list) {
    JsonNode child = parent.isArray() ? parent.get(Integer.parseInt(step)) : parent.get(step);
    if (child != null && child.isArray() == list && child.isContainerNode()) {
      return child;
    }
    JsonNode made =
        list ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
    put(parent, step, made);
    return made;
  }

  private static void put(JsonNode parent, String step, JsonNode value) {
    switch (parent) {
      case ObjectNode object -> object.set(step, value);
      case ArrayNode array when Integer.parseInt(step) < array.size() ->
          array.set(Integer.parseInt(step), value);
      case ArrayNode array -> array.add(value);
      default -> throw new IllegalStateException("neither an object nor a list: " + parent);
    }
  }
}
