package com.leadignite.guard.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.time.Timestamps;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** Which {@link Reading} serves a member, by its type and its constraints. */
final class Readings {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern LONG = Pattern.compile("-?[0-9]{1,18}");

  private static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

  private static final Reading TEXT = ScalarReading.ofTexts(text -> text, "must be a text");
  private static final Reading ID =
      ScalarReading.ofTexts(text -> Uuids.parse(text).orElse(null), "must be a UUID");
  private static final Reading TIME =
      ScalarReading.ofTexts(
          text -> Timestamps.parse(text).orElse(null), "must be a time in RFC 3339 with an offset");
  private static final Reading FLAG =
      new ScalarReading(
          json -> json.isBoolean() ? json.booleanValue() : null,
          text -> FLAGS.get(text),
          "must be true or false");

  private final ObjectMapper json;
  private final BodyReader reader;

  Readings(ObjectMapper json, BodyReader reader) {
    this.json = json;
    this.reader = reader;
  }

  /** The reading of a record's member. */
  Reading of(Field field, RecordShapes shapes) {
    if (field.getType() != List.class) {
      return of(field.getType(), shapes, field, field.getAnnotatedType());
    }
    AnnotatedType item =
        ((AnnotatedParameterizedType) field.getAnnotatedType())
            .getAnnotatedActualTypeArguments()[0];
    Size size = Annotations.find(Size.class, field, field.getAnnotatedType());
    int most = size == null ? Integer.MAX_VALUE : size.max();
    if (item.getType() instanceof ParameterizedType unread && unread.getRawType() == Unread.class) {
      Class<?> later = (Class<?>) unread.getActualTypeArguments()[0];
      return new ListReading(
          new UnreadReading(later.asSubclass(Record.class), reader), most, items(later));
    }
    Class<?> type = (Class<?>) item.getType();
    return new ListReading(of(type, shapes, item), most, items(type));
  }

  private Reading of(Class<?> type, RecordShapes shapes, AnnotatedElement... annotated) {
    if (type == String.class) {
      Line line = Annotations.find(Line.class, annotated);
      return line == null ? TEXT : new LineReading(line.max());
    }
    if (type == UUID.class) {
      return ID;
    }
    if (type == Instant.class) {
      return TIME;
    }
    if (type == boolean.class || type == Boolean.class) {
      return FLAG;
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return number(
          type == int.class || type == Integer.class, Annotations.find(Range.class, annotated));
    }
    if (type.isEnum()) {
      return constant(type);
    }
    if (type.isRecord()) {
      return shapes.of(type);
    }
    return tree(type);
  }

  private static Reading number(boolean small, @Nullable Range range) {
    // canConvertToInt before intValue: 4294967296 would come out as 0.
    return new ScalarReading(
        node -> {
          if (!node.isIntegralNumber()) {
            return null;
          }
          if (small) {
            return node.canConvertToInt() ? (Object) node.intValue() : null;
          }
          return node.canConvertToLong() ? (Object) node.longValue() : null;
        },
        text -> {
          if (small) {
            return INTEGER.matcher(text).matches() ? (Object) Integer.valueOf(text) : null;
          }
          return LONG.matcher(text).matches() ? (Object) Long.valueOf(text) : null;
        },
        range == null
            ? "must be a whole number"
            : "must be a whole number from " + range.min() + " to " + range.max());
  }

  /** The constants by the names that Jackson writes. */
  private Reading constant(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(json.convertValue(constant, String.class), constant);
    }
    return ScalarReading.ofTexts(
        constants::get, "must be one of " + String.join(", ", constants.keySet()));
  }

  /** Members that are kept as they are sent. */
  private Reading tree(Class<?> type) {
    if (type == JsonNode.class) {
      return new ScalarReading(node -> node, text -> null, "must be JSON");
    }
    if (type == ObjectNode.class) {
      return new ScalarReading(
          node -> node.isObject() ? node : null, text -> null, "must be an object");
    }
    if (type == Map.class) {
      return new ScalarReading(
          node -> node.isObject() ? json.convertValue(node, Map.class) : null,
          text -> null,
          "must be an object");
    }
    throw new IllegalStateException(type + " is no type of a body's member");
  }

  private static String items(Class<?> type) {
    return type == String.class ? "texts" : type.isRecord() ? "objects" : "values";
  }
}
