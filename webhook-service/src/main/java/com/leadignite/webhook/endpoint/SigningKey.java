package com.leadignite.webhook.endpoint;

import com.leadignite.guard.hash.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** A key that we sign with, as Standard Webhooks v1 has it. Does not print. */
public final class SigningKey {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;
  private static final int GENERATED = 32;
  private static final int LEAST_VARIETY = 5;

  private final byte[] bytes;

  private SigningKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The key of a secret; empty if it is not in the form, or can be guessed. */
  static Optional<SigningKey> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      return bytes.length < SHORTEST || bytes.length > LONGEST || variety(bytes) < LEAST_VARIETY
          ? Optional.empty()
          : Optional.of(new SigningKey(bytes));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static long variety(byte[] bytes) {
    boolean[] seen = new boolean[256];
    int different = 0;
    for (byte each : bytes) {
      different += seen[each & 0xff] ? 0 : 1;
      seen[each & 0xff] = true;
    }
    return different;
  }

  /** A new one. */
  static SigningKey generate(SecureRandom random) {
    byte[] bytes = new byte[GENERATED];
    random.nextBytes(bytes);
    return new SigningKey(bytes);
  }

  static SigningKey ofStored(byte[] bytes) {
    return new SigningKey(bytes.clone());
  }

  /** The secret as the receiver is shown it, once. */
  String text() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Whether both are the same; in constant time. */
  boolean isSameAs(SigningKey other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  /**
   * The signature of a message, {@code v1,} and base64.
   *
   * @param timestamp in seconds
   */
  public String sign(String id, long timestamp, byte[] body) {
    byte[] code =
        HmacSha256.withKey(bytes)
            .of((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
    return "v1," + Base64.getEncoder().encodeToString(code);
  }

  @Override
  public String toString() {
    return "SigningKey[…]";
  }
}
