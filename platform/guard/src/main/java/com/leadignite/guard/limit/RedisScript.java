package com.leadignite.guard.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs as one step. Sent by its digest; whole only if Redis does not know
 * it, such as after a restart. Works on Redis 6.2 to 7.x and Valkey; every key of one call has to
 * live in one slot.
 *
 * @param text the script's source
 * @param digest its SHA-1 in hexadecimal, the name Redis knows it by
 */
public record RedisScript(String text, String digest) {

  /** The script of that source. */
  public static RedisScript of(String text) {
    try {
      // SHA-1 is what EVALSHA names scripts by; nothing is protected by it.
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return new RedisScript(text, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
