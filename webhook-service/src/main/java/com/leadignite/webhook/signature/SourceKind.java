package com.leadignite.webhook.signature;

import com.fasterxml.jackson.annotation.JsonValue;
import com.leadignite.guard.openapi.Variant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of senders we understand. Another one is a {@link SignatureScheme} with its {@link
 * SchemeSettings}, and a constant here; nothing else names it.
 */
public enum SourceKind implements Variant {
  /** HMAC-SHA256 with a timestamp and an id, all of it configurable. */
  GENERIC_HMAC(GenericHmac.Settings.class);

  private final Class<? extends Record> settings;
  private final String wireName = name().toLowerCase(Locale.ROOT);

  <S extends Record & SchemeSettings> SourceKind(Class<S> settings) {
    this.settings = settings;
  }

  /**
   * The record that holds the settings of its sources, on the wire and in the table: {@link
   * SchemeSettings}.
   */
  @Override
  public Class<? extends Record> type() {
    return settings;
  }

  /** The kind's name on the wire and in the table: {@code generic_hmac}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The kind of that name; empty if this version knows none. */
  public static Optional<SourceKind> of(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
  }
}
