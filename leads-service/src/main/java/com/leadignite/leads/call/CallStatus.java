package com.leadignite.leads.call;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a call is. */
public enum CallStatus {
  PLANNED,
  IN_PROGRESS,
  /** It ended, whatever came of it. */
  COMPLETED,
  /** It could not be made, or broke off by a fault. */
  FAILED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON and in the table. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** How far it is once that is reported: a call only goes on, and stays ended as it ended. */
  CallStatus then(CallStatus reported) {
    boolean over = this == COMPLETED || this == FAILED;
    return over || reported.compareTo(this) < 0 ? this : reported;
  }

  /** The constant of that wire name; empty if there is none. */
  static Optional<CallStatus> of(String wireName) {
    return Arrays.stream(values()).filter(one -> one.wireName.equals(wireName)).findFirst();
  }
}
