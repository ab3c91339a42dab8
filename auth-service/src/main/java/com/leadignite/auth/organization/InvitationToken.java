package com.leadignite.auth.organization;

import com.leadignite.guard.hash.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Tokens of 256 bits that accept an invitation; only their SHA-256 is stored. */
public final class InvitationToken {

  private static final int BYTES = 32;

  private InvitationToken() {}

  static String make(SecureRandom random) {
    byte[] token = new byte[BYTES];
    random.nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** What is stored of a token. */
  public static byte[] hash(String token) {
    return Sha256.of(token);
  }
}
