package com.leadignite.auth.apikey;

import com.leadignite.guard.apikey.ApiKey;
import com.leadignite.guard.apikey.ApiKeyEnvironment;
import com.leadignite.guard.hash.Sha256;
import java.security.SecureRandom;
import java.time.Instant;

/** A secret that was just made: 256 random bits, so that a plain hash of it cannot be tried. */
record NewSecret(String secret, Instant madeAt, Instant expiresAt) {

  static NewSecret make(
      ApiKeyEnvironment environment, SecureRandom random, Instant now, Instant expiresAt) {
    return new NewSecret(ApiKey.make(environment, random), now, expiresAt);
  }

  byte[] hash() {
    return Sha256.of(secret);
  }

  String hint() {
    return secret.substring(0, ApiKey.HINT_LENGTH);
  }

  @Override
  public String toString() {
    return "NewSecret[hint=" + hint() + "]";
  }
}
