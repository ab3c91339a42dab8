package com.leadignite.guard.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * An organization, the unit that row-level security keeps apart.
 *
 * @param value the UUID as in tables, tokens and JSON
 */
public record TenantId(@JsonValue UUID value) {

  /** Reads the id from its JSON form, a UUID in the canonical text form. */
  @JsonCreator
  public TenantId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
