package com.leadignite.guard.body;

/** Characters that no screen shows: a text of these alone looks like none. */
public final class Invisible {

  private Invisible() {}

  /**
   * Whether the character leaves no trace: spaces, format characters, and what Unicode gives other
   * categories although it is blank (fillers, variation selectors, the empty Braille cell). In the
   * middle of a text they have their use; Persian and emoji need some of them.
   */
  public static boolean is(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT, Character.SPACE_SEPARATOR -> true;
      default -> isBlankByDesign(codePoint);
    };
  }

  private static boolean isBlankByDesign(int codePoint) {
    return switch (codePoint) {
      case 0x034F, // combining grapheme joiner
          0x115F,
          0x1160,
          0x3164,
          0xFFA0, // Hangul fillers
          0x17B4,
          0x17B5, // Khmer inherent vowels
          0x2065, // reserved for another format character
          0x2800, // Braille cell without dots
          0x1D159 -> // null notehead
          true;
      default ->
          (codePoint >= 0x180B && codePoint <= 0x180F)
              || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
              || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
              || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    };
  }
}
