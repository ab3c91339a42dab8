package com.leadignite.webhook.signature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A few members of a JSON body, read after its signature was found right. A body that is no JSON,
 * is nested without end or names a member twice has none: two readers could take different ones.
 */
final class JsonBody {

  private static final int DEEPEST = 200;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int DEEPEST_PATH = 4;
  private static final int MOST_ITEMS = 1000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(1000)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(50_000)
                  .build())
          .build();

  private final List<Map<String, String>> items;

  private JsonBody(List<Map<String, String>> items) {
    this.items = items;
  }

  /** Reads an object, or a list of objects. */
  static JsonBody of(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      List<Map<String, String>> items = new ArrayList<>();
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        items.add(object(parser));
      } else if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT && items.size() < MOST_ITEMS) {
          items.add(object(parser));
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
          return new JsonBody(List.of());
        }
      }
      return new JsonBody(parser.nextToken() == null ? items : List.of());
    } catch (IOException e) {
      return new JsonBody(List.of());
    }
  }

  /** Texts and numbers of an object by their paths; those in lists are left out. */
  private static Map<String, String> object(JsonParser parser) throws IOException {
    Map<String, String> members = new HashMap<>();
    List<String> path = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT || !path.isEmpty();
        token = parser.nextToken()) {
      switch (token) {
        case FIELD_NAME -> path.add(parser.currentName());
        case START_ARRAY -> {
          parser.skipChildren();
          path.removeLast();
        }
        case START_OBJECT -> {
          if (path.size() >= DEEPEST_PATH) {
            parser.skipChildren();
            path.removeLast();
          }
        }
        case VALUE_STRING, VALUE_NUMBER_INT -> {
          members.put(String.join(".", path), parser.getText());
          path.removeLast();
        }
        case null -> throw new IOException("ends early");
        default -> path.removeLast();
      }
    }
    return members;
  }

  /** The text or number at that path, such as {@code data.id}; of an object alone. */
  Optional<String> text(String path) {
    return items.size() == 1 ? Optional.ofNullable(items.getFirst().get(path)) : Optional.empty();
  }

  /** The texts at these paths joined by colons; empty if one is missing. */
  Optional<String> texts(String... paths) {
    List<String> texts = new ArrayList<>();
    for (String path : paths) {
      text(path).ifPresent(texts::add);
    }
    return texts.size() == paths.length ? Optional.of(String.join(":", texts)) : Optional.empty();
  }

  /** The objects of the list that this is, or the object alone. */
  List<Map<String, String>> items() {
    return items;
  }

  /** An object of texts, with their special characters escaped. */
  static byte[] write(Map<String, String> members) {
    StringBuilder json = new StringBuilder("{");
    JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    members.forEach((name, value) ->
        json.append(json.length() == 1 ? "\"" : ",\"")
            .append(encoder.quoteAsString(name))
            .append("\":\"")
            .append(encoder.quoteAsString(value))
            .append('"'));
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }
}
