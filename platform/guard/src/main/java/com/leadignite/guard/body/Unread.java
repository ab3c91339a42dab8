package com.leadignite.guard.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.problem.Problem;

/**
 * An item of a body's list that is read by itself: {@code List<Unread<NewEvent>>}. One that breaks
 * a rule does not keep the others from being read.
 *
 * @param <T> the record that it becomes
 */
public final class Unread<T extends Record> {

  private final JsonNode json;
  private final Class<T> type;
  private final BodyReader reader;

  Unread(JsonNode json, Class<T> type, BodyReader reader) {
    this.json = json;
    this.type = type;
    this.reader = reader;
  }

  /** The item as it was sent, which may be anything. */
  public JsonNode json() {
    return json;
  }

  /**
   * The record that it is.
   *
   * @throws Problem {@code validation-failed} with all that is wrong with it
   */
  public T read() {
    if (json instanceof ObjectNode object) {
      return reader.read(object, type);
    }
    throw Violations.of("", "must be an object");
  }
}
