package com.leadignite.auth.captcha;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** PBKDF2 with HMAC-SHA256 (RFC 8018, section 5.2). The JDK's takes no bytes for a password. */
final class Pbkdf2 {

  private static final String HMAC = "HmacSHA256";
  private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

  private Pbkdf2() {}

  /** The first 32 bytes. */
  static byte[] firstBlock(byte[] password, byte[] salt, int iterations) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(password, HMAC));
      mac.update(salt);
      byte[] last = mac.doFinal(FIRST_BLOCK);
      byte[] block = last.clone();
      for (int i = 1; i < iterations; i++) {
        last = mac.doFinal(last);
        for (int k = 0; k < block.length; k++) {
          block[k] ^= last[k];
        }
      }
      return block;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
