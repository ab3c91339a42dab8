package com.leadignite.webhook.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of senders we understand. */
public enum SourceKind {
  /** HMAC-SHA256 with a timestamp and an id, all of it configurable. */
  GENERIC_HMAC;

  /** The kind's name on the wire and in tables. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
