package com.leadignite.webhook.processing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How far a webhook is. */
enum State {
  PENDING,
  /** It became a lead, or a call. */
  PROCESSED,
  /** Nothing is made of it; it is kept. */
  IGNORED,
  /** It failed for good and needs a person. */
  DEAD;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON and in the table. */
  @JsonValue
  String wireName() {
    return wireName;
  }

  /** The state of that name in the table. */
  static State of(String wireName) {
    return Arrays.stream(values())
        .filter(one -> one.wireName.equals(wireName))
        .findFirst()
        .orElseThrow();
  }
}
