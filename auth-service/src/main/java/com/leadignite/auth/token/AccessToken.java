package com.leadignite.auth.token;

import java.time.Instant;

/**
 * A signed token. Does not print its value.
 *
 * @param value the JWT in its compact form
 * @param issuedAt when it was issued: its {@code iat_ms}, and in whole seconds its {@code iat}
 * @param expiresAt its {@code exp}, whole seconds
 * @param scope its {@code scope}, separated by spaces
 */
public record AccessToken(String value, Instant issuedAt, Instant expiresAt, String scope) {

  /** Seconds from issue to expiry. */
  public long lifeSeconds() {
    return expiresAt.getEpochSecond() - issuedAt.getEpochSecond();
  }

  @Override
  public String toString() {
    return "AccessToken[expiresAt=" + expiresAt + "]";
  }
}
