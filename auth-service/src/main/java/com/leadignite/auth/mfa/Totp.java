package com.leadignite.auth.mfa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) as all authenticator apps compute them: HMAC-SHA-1,
 * steps of 30 seconds, six digits. A code is accepted one step early or late, for clocks that are
 * off and people who type slowly.
 */
final class Totp {

  /** How many bytes a secret has, as RFC 4226 recommends. */
  static final int SECRET_BYTES = 20;

  static final int PERIOD_SECONDS = 30;
  static final int DIGITS = 6;

  private static final String ALGORITHM = "HmacSHA1";
  private static final int MODULUS = 1_000_000;
  private static final int DRIFT = 1;

  private Totp() {}

  /** The step to which a code belongs, of those that are accepted at that time; empty if none. */
  static OptionalLong step(byte[] secret, String code, Instant now) {
    byte[] shown = code.getBytes(StandardCharsets.UTF_8);
    long current = stepAt(now);
    OptionalLong found = OptionalLong.empty();
    // All of them, the newest last: if two steps have the same code, the newest is the one spent.
    for (long step = current - DRIFT; step <= current + DRIFT; step++) {
      if (MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.US_ASCII), shown)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The number of the step that a time is in. */
  static long stepAt(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), PERIOD_SECONDS);
  }

  /** The code of a step. */
  static String code(byte[] secret, long step) {
    byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", truncated % MODULUS);
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
