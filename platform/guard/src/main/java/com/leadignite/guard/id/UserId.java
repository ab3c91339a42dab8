package com.leadignite.guard.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * A person's account.
 *
 * @param value the UUID as in tables, tokens and JSON
 */
public record UserId(@JsonValue UUID value) {

  /** Reads the id from its JSON form, a UUID in the canonical text form. */
  @JsonCreator
  public UserId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
