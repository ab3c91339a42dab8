package com.leadignite.guard.body;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Leaves an item as it is, to be read as a record later.
 *
 * @param type the record
 */
record UnreadReading(Class<? extends Record> type, BodyReader reader) implements Reading {

  @Override
  public Object read(JsonNode json, @Nullable Object before, Place place) {
    return new Unread<>(json, type, reader);
  }

  @Override
  public @Nullable Object readText(String text, Place place) {
    place.refuse("must be an object");
    return null;
  }
}
