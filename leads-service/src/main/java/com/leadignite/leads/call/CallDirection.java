package com.leadignite.leads.call;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who called whom. */
public enum CallDirection {
  /** The lead called. */
  INBOUND,
  /** The lead was called. */
  OUTBOUND;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON and in the table. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The constant of that wire name; empty if there is none. */
  static Optional<CallDirection> of(String wireName) {
    return Arrays.stream(values()).filter(one -> one.wireName.equals(wireName)).findFirst();
  }
}
