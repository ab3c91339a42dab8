package com.leadignite.guard.json;

import com.leadignite.guard.time.Timestamps;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids and times as the characters that their {@code toString} has, and short texts, in a buffer
 * that is used again for each. A list has many in each item. An executable pays for every object
 * that it makes, and for every character that a writer asks a {@code String} for.
 */
final class JsonChars {

  private static final int LONGEST = Math.max(64, Timestamps.LONGEST);
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final char[] chars = new char[LONGEST];
  private int length;

  /** The buffer; what counts are its first {@link #length()} characters. */
  char[] chars() {
    return chars;
  }

  int length() {
    return length;
  }

  /** Whether this holds the text: most are short. */
  static boolean canHold(String text) {
    return text.length() <= LONGEST;
  }

  /** Holds a text. */
  JsonChars text(String text) {
    length = text.length();
    text.getChars(0, length, chars, 0);
    return this;
  }

  /** Holds an id. */
  JsonChars id(UUID id) {
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    length = 0;
    hex(high >>> 32, 8);
    put('-');
    hex(high >>> 16, 4);
    put('-');
    hex(high, 4);
    put('-');
    hex(low >>> 48, 4);
    put('-');
    hex(low, 12);
    return this;
  }

  /** Holds a time. */
  JsonChars time(Instant time) {
    length = Timestamps.write(time, chars);
    return this;
  }

  private void put(char c) {
    chars[length++] = c;
  }

  private void hex(long bits, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      chars[length++] = HEX[(int) (bits >>> shift) & 15];
    }
  }
}
