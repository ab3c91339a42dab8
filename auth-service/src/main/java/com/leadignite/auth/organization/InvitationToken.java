package com.leadignite.auth.organization;

import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.hash.Sha256;
import java.security.SecureRandom;

/** Tokens of 256 bits that accept an invitation; only their SHA-256 is stored. */
public final class InvitationToken {

  private InvitationToken() {}

  static String make(SecureRandom random) {
    return RandomToken.make(random);
  }

  /** What is stored of a token. */
  public static byte[] hash(String token) {
    return Sha256.of(token);
  }
}
