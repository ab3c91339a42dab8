package com.leadignite.guard.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104) with one key. Does not print the key. */
public final class HmacSha256 {

  /** The algorithm's name in the JDK, for {@link SecretKeySpec}. */
  public static final String ALGORITHM = "HmacSHA256";

  private final Key key;

  private HmacSha256(Key key) {
    this.key = key;
  }

  /** Computes codes with a key of any length but none. */
  public static HmacSha256 withKey(byte[] key) {
    return new HmacSha256(new SecretKeySpec(key, ALGORITHM));
  }

  /** Computes codes with a key for {@link #ALGORITHM}. */
  public static HmacSha256 withKey(Key key) {
    return new HmacSha256(key);
  }

  /**
   * The code of the parts, one after the other: 32 bytes. Compare it with {@link
   * java.security.MessageDigest#isEqual}.
   */
  public byte[] of(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  /** The code of a text's UTF-8 encoding: 32 bytes. */
  public byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "HmacSha256";
  }
}
