package com.leadignite.webhook.signature;

import com.leadignite.guard.hash.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A key that a sender and we share. Does not print. */
public final class Secret {

  /** Below this a key can be guessed or is a word. */
  public static final int MIN_BYTES = 24;

  /** The shortest that a provider makes: Zoom's have 22 characters of 64 kinds. */
  public static final int MIN_ISSUED_BYTES = 20;

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

  /**
   * As {@link #of(String)}, of a key that a provider made, at least {@value MIN_ISSUED_BYTES}
   * bytes: how much of it can be guessed is the provider's to know.
   */
  public static Secret issued(String text) {
    return issued(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #issued(String)}, of bytes. */
  public static Secret issued(byte[] bytes) {
    if (bytes.length < MIN_ISSUED_BYTES || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a secret must have " + MIN_ISSUED_BYTES + " to " + MAX_BYTES + " bytes");
    }
    return new Secret(bytes.clone());
  }

  /** As it was given, for schemes that write their keys in a form of their own. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The bytes themselves, for one computation. */
  byte[] key() {
    return bytes;
  }

  /** A copy of the bytes, to be encrypted. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether both are the same key; in constant time. */
  public boolean isSameAs(Secret other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  /** Computes codes with this key. */
  HmacSha256 hmacSha256() {
    return HmacSha256.withKey(bytes);
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
