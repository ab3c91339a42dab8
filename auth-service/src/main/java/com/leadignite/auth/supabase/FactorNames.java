package com.leadignite.auth.supabase;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What people call their factors, and the platform in their authenticator apps. */
final class FactorNames {

  private static final int LONGEST = 64;

  private FactorNames() {}

  /**
   * The name without blanks around it; null for none.
   *
   * @throws Problem validation-failed if it is longer than 64 characters or has control characters
   */
  static @Nullable String read(String member, @Nullable String sent) {
    if (sent == null || sent.isBlank()) {
      return null;
    }
    String name = sent.strip();
    if (name.codePointCount(0, name.length()) > LONGEST
        || name.codePoints().anyMatch(FactorNames::isOdd)) {
      throw new Problem(
          CommonProblem.VALIDATION_FAILED,
          member + " must have 64 characters at most, none of them a control character");
    }
    return name;
  }

  /** Neither PostgreSQL nor a QR code takes half a character. */
  private static boolean isOdd(int character) {
    return Character.isISOControl(character)
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
  }
}
