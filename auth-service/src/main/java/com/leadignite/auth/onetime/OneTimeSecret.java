package com.leadignite.auth.onetime;

/**
 * The code and the link of one mail. Does not print.
 *
 * @param code digits, for people to type
 * @param link 256 random bits in base64url, for links
 */
public record OneTimeSecret(String code, String link) {

  static final int FEWEST_DIGITS = 6;
  static final int MOST_DIGITS = 10;

  @Override
  public String toString() {
    return "OneTimeSecret";
  }
}
