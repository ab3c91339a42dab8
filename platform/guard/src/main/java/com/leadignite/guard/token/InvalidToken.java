package com.leadignite.guard.token;

/**
 * An invalid token. The message says why, for the log; the caller only learns that the token is
 * invalid.
 */
public final class InvalidToken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason why, without any part of the token that its sender chose
   */
  public InvalidToken(String reason) {
    // Without a stack: an attacker decides how many there are.
    super(reason, null, false, false);
  }
}
