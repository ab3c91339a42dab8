package com.leadignite.auth.integration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The health of a connection. */
enum IntegrationStatus {
  /** The last refresh succeeded, or none was due yet. */
  CONNECTED,
  /** The last refresh failed and is tried again. */
  FAILING,
  /** The provider ended it: an admin has to connect it again. */
  RECONNECT_REQUIRED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  @JsonValue
  String wireName() {
    return wireName;
  }

  static IntegrationStatus of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
