package com.leadignite.auth.integration;

import org.jspecify.annotations.Nullable;

/**
 * What a provider answered through the browser (RFC 6749, section 4.1.2; RFC 9207).
 *
 * @param path the last segment of the address it was sent to; null if it was the one of all
 *     providers
 */
record Callback(
    @Nullable String path, @Nullable String state, @Nullable String code, @Nullable String issuer) {

  @Override
  public String toString() {
    return "Callback";
  }
}
