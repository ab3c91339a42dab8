package com.leadignite.guard.hash;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that are made here and given to one holder; store their {@link Sha256} alone. */
public final class RandomToken {

  private static final int BYTES = 32;

  private RandomToken() {}

  /** 256 random bits as 43 characters of base64url, which neither a shell nor a URL minds. */
  public static String make(SecureRandom random) {
    byte[] token = new byte[BYTES];
    random.nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }
}
