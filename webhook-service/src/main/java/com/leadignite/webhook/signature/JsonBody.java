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
 * The members of a JSON body that were asked for, read after its signature was found right. A body
 * that is no JSON, is nested without end or names a member twice has none: two readers could take
 * different ones. Nothing is kept of members that nobody asked for, so that a body takes as much
 * memory as it is long, whatever its names are.
 */
final class JsonBody {

  private static final int DEEPEST = 200;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_NAME = 1000;
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
                  .maxNameLength(LONGEST_NAME)
                  .build())
          .build();

  private final JsonPaths asked;
  private final List<Map<String, String>> items;

  private JsonBody(JsonPaths asked, List<Map<String, String>> items) {
    this.asked = asked;
    this.items = items;
  }

  /** Reads an object, or a list of objects. */
  static JsonBody of(byte[] body, JsonPaths asked) {
    try (JsonParser parser = JSON.createParser(body)) {
      List<Map<String, String>> items = items(parser, asked);
      return new JsonBody(asked, parser.nextToken() == null ? items : List.of());
    } catch (IOException e) {
      return new JsonBody(asked, List.of());
    }
  }

  private static List<Map<String, String>> items(JsonParser parser, JsonPaths asked)
      throws IOException {
    List<Map<String, String>> items = new ArrayList<>();
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      items.add(object(parser, asked));
    } else if (first == JsonToken.START_ARRAY) {
      while (parser.nextToken() == JsonToken.START_OBJECT && items.size() < MOST_ITEMS) {
        items.add(object(parser, asked));
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw new IOException("is a list of other things, or too long");
      }
    }
    return items;
  }

  private static Map<String, String> object(JsonParser parser, JsonPaths asked) throws IOException {
    Map<String, String> found = new HashMap<>();
    read(parser, asked, found);
    return found;
  }

  /** Texts and numbers of an object by their paths; as deep as is asked, and lists not at all. */
  private static void read(JsonParser parser, JsonPaths asked, Map<String, String> found)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      JsonPaths member = asked.member(parser.currentName());
      JsonToken value = parser.nextToken();
      if (member != null && value == JsonToken.START_OBJECT) {
        read(parser, member, found);
      } else if (member != null && !member.path().isEmpty() && isText(value)) {
        found.put(member.path(), parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  private static boolean isText(JsonToken value) {
    return value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
  }

  /** The text or number at that path, such as {@code data.id}; of an object alone. */
  Optional<String> text(String path) {
    if (!asked.has(path)) {
      throw new IllegalArgumentException("was not asked for: " + path);
    }
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
