package com.leadignite.guard.access;

import com.leadignite.guard.apikey.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * The credential of a request: a token in the Authorization field (RFC 6750, section 2.1), which a
 * proof of possession may come with (RFC 9449, section 7.1), or an API key there or in {@code
 * x-api-key}.
 *
 * @param value the token or the API key
 * @param isProven whether the scheme promises a proof
 */
record ShownCredential(String value, boolean isProven) {

  static final String API_KEY_FIELD = "x-api-key";

  private static final String BEARER = "bearer ";
  private static final String PROVEN = "dpop ";

  /**
   * The token or the API key; null if neither field is there.
   *
   * @param authorization the request's Authorization field; of several the request was refused
   *     before, as of several {@code x-api-key}
   * @param apiKey its {@code x-api-key} field
   * @throws Missing if it has another scheme, or if the fields differ: one part of the way to us
   *     may look at one and another at the other
   */
  static @Nullable ShownCredential of(@Nullable String authorization, @Nullable String apiKey) {
    if (apiKey == null) {
      return authorization == null ? null : token(authorization);
    }
    String key = apiKey.strip();
    if (!ApiKey.isOne(key)) {
      throw new Missing("an x-api-key that is no API key");
    }
    if (authorization != null && !token(authorization).equals(new ShownCredential(key, false))) {
      throw new Missing("Authorization and x-api-key differ");
    }
    return new ShownCredential(key, false);
  }

  private static ShownCredential token(String authorization) {
    boolean proven = hasScheme(authorization, PROVEN);
    if (!proven && !hasScheme(authorization, BEARER)) {
      throw new Missing("a credential of another scheme");
    }
    String value = authorization.substring((proven ? PROVEN : BEARER).length()).strip();
    return new ShownCredential(value, proven);
  }

  private static boolean hasScheme(String authorization, String scheme) {
    return authorization.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  @Override
  public String toString() {
    return "ShownCredential";
  }

  /** What is there is no credential to look at. */
  static final class Missing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message, null, false, false);
    }
  }
}
