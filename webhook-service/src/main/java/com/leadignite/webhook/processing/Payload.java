package com.leadignite.webhook.processing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a webhook's body, read leniently: what is missing, of another type or unknown is no
 * error, and every value that comes out is bounded and can be stored. Providers change their bodies
 * without asking.
 */
record Payload(JsonNode json) {

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int LONGEST_ID = 200;
  private static final int MOST_ITEMS = 1_000;
  private static final long FIRST_MILLIS = 100_000_000_000L;

  /** What is at the end of a path of members; nothing if one of them is missing. */
  Payload at(String... path) {
    JsonNode node = json;
    for (String member : path) {
      node = node.path(member);
    }
    return new Payload(node);
  }

  boolean isThere() {
    return !json.isMissingNode() && !json.isNull();
  }

  boolean isObject() {
    return json.isObject();
  }

  /** The items of a list, a thousand at most. */
  List<Payload> items() {
    List<Payload> items = new ArrayList<>();
    if (json.isArray()) {
      for (JsonNode item : json) {
        if (items.size() == MOST_ITEMS) {
          break;
        }
        items.add(new Payload(item));
      }
    }
    return items;
  }

  /** The texts of a list. */
  List<String> texts() {
    return items().stream().map(Payload::text).filter(text -> text != null).toList();
  }

  /** The names of an object's members, a thousand at most. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    json.fieldNames()
        .forEachRemaining(name -> {
          if (names.size() < MOST_ITEMS) {
            names.add(name);
          }
        });
    return names;
  }

  /** A text, or a number as one; null if it is neither. */
  @Nullable String text() {
    return json.isTextual() || json.isNumber() ? json.asText() : null;
  }

  /** An id that another system made; null if there is none, or one that is no id. */
  @Nullable String id() {
    String text = text();
    String line = line(text, LONGEST_ID + 1);
    return line == null || line.length() > LONGEST_ID ? null : line;
  }

  boolean isTrue() {
    return json.isBoolean() && json.booleanValue();
  }

  /** Seconds as a whole number; null if it is no number of seconds that a call can last. */
  @Nullable Integer seconds() {
    if (!json.isNumber()) {
      return null;
    }
    double seconds = json.doubleValue();
    return seconds >= 0 && seconds <= 604_800 ? (int) Math.round(seconds) : null;
  }

  /** An amount of money in millionths; null if it is none that is plausible. */
  @Nullable Long micros() {
    if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
      return null;
    }
    BigDecimal amount = json.decimalValue();
    // Before it is scaled: an exponent of a million would make a number of a million digits.
    if (amount.signum() < 0
        || amount.precision() - amount.scale() > 7
        || amount.scale() > 50
        || amount.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
      return null;
    }
    return amount.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /** A time: as RFC 3339 has it, or in seconds or milliseconds since 1970; null if it is none. */
  @Nullable Instant time() {
    try {
      if (json.isTextual()) {
        Instant time = OffsetDateTime.parse(json.textValue()).toInstant();
        return isPlausible(time) ? time : null;
      }
      if (json.isNumber()) {
        double number = json.doubleValue();
        Instant time =
            Instant.ofEpochMilli((long) (number < FIRST_MILLIS ? number * 1000 : number));
        return isPlausible(time) ? time : null;
      }
      return null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean isPlausible(Instant time) {
    return time.isAfter(Instant.EPOCH) && time.isBefore(Instant.ofEpochSecond(7_000_000_000L));
  }

  static boolean isUuid(@Nullable String text) {
    return text != null && UUID_FORM.matcher(text).matches();
  }

  /** One line of that length at most, without what cannot be stored; null if nothing is left. */
  static @Nullable String line(@Nullable String text, int longest) {
    String clean = text == null ? "" : cut(clean(start(text, longest), false), longest).strip();
    return clean.isEmpty() ? null : clean;
  }

  /** Lines of that length together at most, without what cannot be stored; null likewise. */
  static @Nullable String prose(@Nullable String text, int longest) {
    String clean = text == null ? "" : cut(clean(start(text, longest), true), longest).strip();
    return clean.isEmpty() ? null : clean;
  }

  /** As much as can be needed: a thousand members may share one long text. */
  private static String start(String text, int longest) {
    return text.length() <= 4 * longest ? text : text.substring(0, 4 * longest);
  }

  private static String clean(String text, boolean lines) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL ->
                clean.append(lines && (c == '\n' || c == '\t') ? (char) c : ' ');
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> clean.append(' ');
            case Character.SURROGATE -> {}
            default -> {
              if (!turnsDirection(c)) {
                clean.appendCodePoint(c);
              }
            }
          }
        });
    return clean.toString();
  }

  private static boolean turnsDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest));
  }
}
