package com.leadignite.auth.integration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a provider is given access by. */
enum IntegrationKind {
  /** Tokens that the provider issued to an admin's grant. */
  OAUTH2,
  /** A key that an admin made there. */
  API_KEY;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  @JsonValue
  String wireName() {
    return wireName;
  }

  static IntegrationKind of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
