package com.leadignite.auth.token;

import java.time.Instant;

/**
 * A signed token, ready to be handed out. Does not print its value.
 *
 * @param value the JWT in its compact form
 * @param issuedAt its {@code iat}
 * @param expiresAt its {@code exp}, whole seconds
 */
public record AccessToken(String value, Instant issuedAt, Instant expiresAt) {

  /** Seconds from issue to expiry. */
  public long lifeSeconds() {
    return expiresAt.getEpochSecond() - issuedAt.getEpochSecond();
  }

  @Override
  public String toString() {
    return "AccessToken[expiresAt=" + expiresAt + "]";
  }
}
