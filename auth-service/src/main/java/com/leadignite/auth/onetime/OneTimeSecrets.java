package com.leadignite.auth.onetime;

import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.hash.Sha256;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Makes one-time secrets, and what is stored of them. */
@Singleton
final class OneTimeSecrets {

  private static final int LINK_BYTES = 32;

  private final HmacSha256 codes;
  private final SecureRandom random;

  OneTimeSecrets(RootKey rootKey, SecureRandom random, OneTimeConfig config, PhoneConfig phone) {
    check("leadignite.auth.one-time.code-length", config.codeLength());
    check("leadignite.auth.phone.code-length", phone.codeLength());
    this.codes = HmacSha256.withKey(rootKey.derive("hash one-time codes"));
    this.random = random;
  }

  /** Makes one whose code has so many digits. */
  OneTimeSecret make(int digits) {
    byte[] link = new byte[LINK_BYTES];
    random.nextBytes(link);
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      code.append((char) ('0' + random.nextInt(10)));
    }
    return new OneTimeSecret(
        code.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(link));
  }

  private static void check(String property, int digits) {
    if (digits < OneTimeSecret.FEWEST_DIGITS || digits > OneTimeSecret.MOST_DIGITS) {
      throw new IllegalArgumentException(
          property + " is " + OneTimeSecret.FEWEST_DIGITS + " to " + OneTimeSecret.MOST_DIGITS);
    }
  }

  /** What is stored of a code: useless without our key, and in any other row. */
  byte[] hashOf(UUID row, String code) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(row.getMostSignificantBits())
            .putLong(row.getLeastSignificantBits())
            .array();
    return codes.of(id, code.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it is the code of a row; takes the same time wherever they differ. */
  boolean isCode(UUID row, String code, byte[] stored) {
    return MessageDigest.isEqual(hashOf(row, code), stored);
  }

  /** What is stored of a link: it has too many bits to be found from it. */
  static byte[] hashLink(String link) {
    return Sha256.of(link);
  }
}
