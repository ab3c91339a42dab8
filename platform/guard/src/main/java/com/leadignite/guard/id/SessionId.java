package com.leadignite.guard.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * One sign-in of a person and all tokens that descend from it.
 *
 * @param value the UUID as in tables, tokens and JSON
 */
public record SessionId(@JsonValue UUID value) {

  /** Reads the id from its JSON form, a UUID in the canonical text form. */
  @JsonCreator
  public SessionId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
