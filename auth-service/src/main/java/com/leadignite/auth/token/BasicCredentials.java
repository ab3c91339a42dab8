package com.leadignite.auth.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's id and secret in an Authorization field (RFC 6749, section 2.3.1), as they were sent.
 * Does not print the secret.
 */
public record BasicCredentials(String id, String secret) {

  private static final String SCHEME = "Basic ";

  /** Reads the field; empty if it is not there, has another scheme or cannot be read. */
  public static Optional<BasicCredentials> of(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).trim());
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2
          ? Optional.of(new BasicCredentials(parts[0], parts[1]))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same, decoded as forms are: standard clients encode both so, simple ones do not. */
  public BasicCredentials decoded() {
    return new BasicCredentials(decoded(id), decoded(secret));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  @Override
  public String toString() {
    return "BasicCredentials";
  }
}
