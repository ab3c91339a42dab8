package com.leadignite.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an attempt ended. */
public enum Outcome {
  /** The endpoint answered 2xx. */
  DELIVERED,
  /** It answered something else, redirects included. */
  REFUSED,
  /** It answered 410: it wants nothing any more. */
  GONE,
  /** It did not answer in time. */
  TIMED_OUT,
  /** Its address may not be called. */
  ADDRESS_REFUSED,
  /** There was no connection, or it broke. */
  UNREACHABLE,
  /** No secret of it can be decrypted. */
  NO_SECRET;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, tables and metrics. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
