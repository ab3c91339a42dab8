package com.leadignite.guard.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value without parts. Types are exact: no number is taken for a text, nor the other way
 * round.
 *
 * @param ofJson gives null for JSON that is no such value
 * @param ofText gives null for a text that is no such value
 * @param fault what the caller is answered then
 */
record ScalarReading(
    Function<JsonNode, @Nullable Object> ofJson,
    Function<String, @Nullable Object> ofText,
    String fault)
    implements Reading {

  /** Of values that are texts in JSON as well. */
  static ScalarReading ofTexts(Function<String, @Nullable Object> parse, String fault) {
    return new ScalarReading(
        json -> json.isTextual() ? parse.apply(json.textValue()) : null, parse, fault);
  }

  @Override
  public @Nullable Object read(JsonNode json, @Nullable Object before, Place place) {
    Object value = ofJson.apply(json);
    if (value == null) {
      place.refuse(fault);
      return before;
    }
    return value;
  }

  @Override
  public @Nullable Object readText(String text, Place place) {
    Object value = ofText.apply(text);
    if (value == null) {
      place.refuse(fault);
    }
    return value;
  }
}
