package com.leadignite.auth.mfa;

import com.leadignite.guard.hash.Sha256;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Recovery codes: 80 random bits in Base32. That is too many to be tried, online or against a
 * stolen table, so a plain hash protects them and a slow one would only cost.
 */
final class RecoveryCode {

  /** How many a person has. */
  static final int COUNT = 10;

  private static final int BYTES = 10;

  private RecoveryCode() {}

  /** A new set, each code different from the others. */
  static List<String> make(SecureRandom random) {
    Set<String> codes = new LinkedHashSet<>();
    while (codes.size() < COUNT) {
      byte[] code = new byte[BYTES];
      random.nextBytes(code);
      codes.add(Base32.encode(code).toLowerCase(Locale.ROOT));
    }
    return List.copyOf(codes);
  }

  /**
   * What is stored of a code, and nowhere else: of the factor, so that the same code of another
   * person would have another hash.
   *
   * @param code as it was typed: case, blanks and hyphens do not matter
   */
  static byte[] hash(UUID factor, String code) {
    byte[] id =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(factor.getMostSignificantBits())
            .putLong(factor.getLeastSignificantBits())
            .array();
    return Sha256.of(id, Sha256.of(canonical(code)));
  }

  private static String canonical(String code) {
    StringBuilder canonical = new StringBuilder();
    code.codePoints()
        .filter(each -> !isBetween(each))
        .map(each -> each >= 'A' && each <= 'Z' ? each + ('a' - 'A') : each)
        .forEach(canonical::appendCodePoint);
    return canonical.toString();
  }

  /** Blanks and hyphens of every kind: pages and word processors put in others than people type. */
  private static boolean isBetween(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.getType(character) == Character.DASH_PUNCTUATION;
  }
}
