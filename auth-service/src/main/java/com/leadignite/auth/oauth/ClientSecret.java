package com.leadignite.auth.oauth;

import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.hash.Sha256;
import java.security.SecureRandom;

/**
 * A client's secret: 256 random bits behind a prefix that secret scanners find, so that a plain
 * hash of it cannot be tried.
 */
record ClientSecret(String value) {

  private static final String PREFIX = "lics_";
  private static final int HINT = PREFIX.length() + 4;

  static ClientSecret make(SecureRandom random) {
    return new ClientSecret(PREFIX + RandomToken.make(random));
  }

  byte[] hash() {
    return Sha256.of(value);
  }

  String hint() {
    return value.substring(0, HINT);
  }

  @Override
  public String toString() {
    return "ClientSecret[hint=" + hint() + "]";
  }
}
