package com.leadignite.webhook.endpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether an endpoint is told of events. */
public enum EndpointState {
  /** It is. */
  ENABLED,
  /** What happens waits until it is resumed. */
  PAUSED,
  /** An admin turned it off, it answered 410, or it failed for days. */
  DISABLED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON and in the table. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
