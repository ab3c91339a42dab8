package com.leadignite.auth.integration;

import org.jspecify.annotations.Nullable;

/** What a provider answered through the browser (RFC 6749, section 4.1.2; RFC 9207). */
record Callback(@Nullable String state, @Nullable String code, @Nullable String issuer) {

  @Override
  public String toString() {
    return "Callback";
  }
}
