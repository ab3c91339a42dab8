package com.leadignite.guard.body;

import java.text.Normalizer;
import java.util.Optional;

/** What a line of text may consist of; see {@link Line}. */
public final class Lines {

  /** A composed character has at most four parts of its own. */
  private static final int MOST_PARTS = 4;

  /** As in Unicode's stream-safe text (UAX #15): no writing puts more on one character. */
  private static final int MOST_ACCENTS = 30;

  private Lines() {}

  /**
   * The text without outer white space, in Unicode's composed form (NFC). Marks of direction go as
   * well: at the ends, where contact lists wrap numbers in them, all of them; inside, those that
   * turn nothing (LRM, RLM, ALM). The others, inside, are a {@link #fault}.
   *
   * <p>A text that has a fault anyhow is not composed: that takes time that grows with the square
   * of the accents on one character, 3 s for 64,000 of them.
   *
   * @param most the greatest length in code points
   */
  public static String tidy(String text, int most) {
    int start = 0;
    int end = text.length();
    while (start < end && isEdge(text.charAt(start))) {
      start++;
    }
    while (end > start && isEdge(text.charAt(end - 1))) {
      end--;
    }
    String tidy = withoutMarks(text.substring(start, end));
    return tidy.length() > MOST_PARTS * most || hasTooManyAccents(tidy)
        ? tidy
        : Normalizer.normalize(tidy, Normalizer.Form.NFC);
  }

  /** The tidied text; empty if it is blank or has a fault. */
  public static Optional<String> read(String text, int most) {
    String tidy = tidy(text, most);
    return tidy.isEmpty() || fault(tidy, most).isPresent() ? Optional.empty() : Optional.of(tidy);
  }

  /**
   * Why a text cannot be kept; empty if it can. Markup is no reason: it is data, to be escaped when
   * it is rendered.
   *
   * @param most the greatest length in code points
   */
  public static Optional<String> fault(String text, int most) {
    if (text.codePointCount(0, text.length()) > most) {
      return Optional.of("is longer than " + most + " characters");
    }
    if (hasTooManyAccents(text)) {
      return Optional.of("has more than " + MOST_ACCENTS + " accents on one character");
    }
    if (text.codePoints().anyMatch(Lines::isUnwanted)) {
      return Optional.of("contains control characters or broken Unicode");
    }
    return !text.isEmpty() && text.codePoints().allMatch(Invisible::is)
        ? Optional.of("contains nothing that can be seen")
        : Optional.empty();
  }

  private static boolean hasTooManyAccents(String text) {
    int accents = 0;
    for (int i = 0; i < text.length() && accents <= MOST_ACCENTS; ) {
      int codePoint = text.codePointAt(i);
      accents = isAccent(codePoint) ? accents + 1 : 0;
      i += Character.charCount(codePoint);
    }
    return accents > MOST_ACCENTS;
  }

  private static boolean isAccent(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
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
      default -> turnsDirection(codePoint);
    };
  }

  private static boolean isEdge(char character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || turnsDirection(character)
        || isMark(character);
  }

  private static boolean turnsDirection(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  private static boolean isMark(int codePoint) {
    return codePoint == 0x200E || codePoint == 0x200F || codePoint == 0x061C;
  }

  private static String withoutMarks(String text) {
    if (text.chars().noneMatch(Lines::isMark)) {
      return text;
    }
    StringBuilder rest = new StringBuilder(text.length());
    text.chars().filter(c -> !isMark(c)).forEach(c -> rest.append((char) c));
    return rest.toString();
  }
}
