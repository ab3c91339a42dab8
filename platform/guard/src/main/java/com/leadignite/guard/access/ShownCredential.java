package com.leadignite.guard.access;

import com.leadignite.guard.apikey.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the credential of a request: a token in the Authorization field (RFC 6750, section 2.1), or
 * an API key there or in {@code x-api-key}.
 */
final class ShownCredential {

  static final String API_KEY_FIELD = "x-api-key";

  private static final String SCHEME = "bearer ";

  private ShownCredential() {}

  /**
   * The token or the API key; null if neither field is there.
   *
   * @param authorization the request's Authorization field; of several the request was refused
   *     before, as of several {@code x-api-key}
   * @param apiKey its {@code x-api-key} field
   * @throws Missing if it has another scheme, or if the fields differ: one part of the way to us
   *     may look at one and another at the other
   */
  static @Nullable String of(@Nullable String authorization, @Nullable String apiKey) {
    if (apiKey == null) {
      return authorization == null ? null : bearer(authorization);
    }
    String key = apiKey.strip();
    if (!ApiKey.isOne(key)) {
      throw new Missing("an x-api-key that is no API key");
    }
    if (authorization != null && !bearer(authorization).equals(key)) {
      throw new Missing("Authorization and x-api-key differ");
    }
    return key;
  }

  private static String bearer(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Missing("a credential of another scheme");
    }
    return authorization.substring(SCHEME.length()).strip();
  }

  /** What is there is no credential to look at. */
  static final class Missing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message, null, false, false);
    }
  }
}
