package com.leadignite.leads.body;

import java.text.Normalizer;
import java.util.Optional;

/** What a line of text may consist of. */
final class Texts {

  private Texts() {}

  /** The text without outer white space, in Unicode's composed form (NFC). */
  static String tidy(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }

  /**
   * Why a text cannot be kept; empty where it can. Markup is no reason: it is data, and whoever
   * renders it escapes it.
   *
   * @param most the greatest length in code points
   */
  static Optional<String> fault(String text, int most) {
    if (text.codePointCount(0, text.length()) > most) {
      return Optional.of("is longer than " + most + " characters");
    }
    return text.codePoints().anyMatch(Texts::isUnwanted)
        ? Optional.of("contains control characters or broken Unicode")
        : Optional.empty();
  }

  /**
   * NUL (which PostgreSQL cannot keep) and other controls, line breaks, half a surrogate pair, and
   * the marks that turn the reading direction (which make one name look like another).
   */
  private static boolean isUnwanted(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default ->
          (codePoint >= 0x202A && codePoint <= 0x202E)
              || (codePoint >= 0x2066 && codePoint <= 0x2069);
    };
  }
}
