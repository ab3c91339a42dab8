package com.leadignite.leads.call;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of a call. */
public enum CallOutcome {
  /** They spoke. */
  CONNECTED,
  VOICEMAIL,
  NO_ANSWER,
  BUSY,
  /** It was rejected, or hung up on at once. */
  DECLINED,
  WRONG_NUMBER,
  /** A fault of the line, the provider or the assistant. */
  FAILED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON and in the table. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The constant of that wire name; empty if there is none. */
  static Optional<CallOutcome> of(String wireName) {
    return Arrays.stream(values()).filter(one -> one.wireName.equals(wireName)).findFirst();
  }
}
