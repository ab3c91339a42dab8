package com.leadignite.auth.session;

/** What a refresh asks of PostgreSQL, for measuring the same without a service. */
public final class RefreshStatements {

  /** Parameters: the hash of a token. */
  public static final String SESSION_OF = RefreshTokenStore.SESSION_OF;

  /** Parameters: the hashes of a token and of its successor, now, idle since. */
  public static final String ROTATE = RefreshTokenStore.ROTATE;

  private RefreshStatements() {}

  /** What is stored of a token. */
  public static byte[] hash(String token) {
    return RefreshTokens.hash(token);
  }
}
