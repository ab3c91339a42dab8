package com.leadignite.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that a sender and we share. Does not print. */
public final class Secret {

  /** Below this a key can be guessed or is a word. */
  public static final int MIN_BYTES = 24;

  /** Longer ones are a mistake, such as a whole file. */
  public static final int MAX_BYTES = 256;

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key whose bytes are the text's UTF-8 encoding.
   *
   * @throws IllegalArgumentException if it is shorter than {@value MIN_BYTES} bytes or longer than
   *     {@value MAX_BYTES}
   */
  public static Secret of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #of(String)}, of bytes. */
  public static Secret of(byte[] bytes) {
    if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a secret must have " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
    }
    return new Secret(bytes.clone());
  }

  /** A copy of the bytes, to be encrypted. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether both are the same key; in constant time. */
  public boolean isSameAs(Secret other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  Mac hmacSha256() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
