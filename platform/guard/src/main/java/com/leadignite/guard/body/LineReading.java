package com.leadignite.guard.body;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Line}: tidied, and null if it is blank.
 *
 * @param max its greatest length in code points
 */
record LineReading(int max) implements Reading {

  @Override
  public @Nullable Object read(JsonNode json, @Nullable Object before, Place place) {
    if (!json.isTextual()) {
      place.refuse("must be a text");
      return before;
    }
    return readText(json.textValue(), place);
  }

  @Override
  public @Nullable Object readText(String text, Place place) {
    String tidy = Lines.tidy(text, max);
    return tidy.isEmpty() ? null : tidy;
  }
}
