package com.leadignite.audit.event;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** How an action ended. Public for the scanner of the API document. */
@RegisterForReflection
public enum Outcome {
  ALLOWED,
  DENIED,
  FAILED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The outcome in JSON and in the table: {@code allowed}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
