package com.leadignite.audit.event;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** JSON documents as a hostile, but correct, sender would write them; the same for a seed. */
final class GeneratedJson {

  private static final int DEEPEST = 6;
  private static final int WIDEST = 6;

  /** Where escaping, sorting and encoding change. */
  private static final int[] EDGES = {
    0x00, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1f, 0x20, 0x22, 0x2f, 0x5c, 0x7e, 0x7f, 0x80, 0xff,
    0x100, 0x7ff, 0x800, 0x2028, 0x2029, 0xd7ff, 0xe000, 0xfb33, 0xfeff, 0xfffd, 0xfffe, 0xffff,
    0x10000, 0x1f600, 0x10fffe, 0x10ffff
  };

  private static final String[] BLANKS = {"", "", "", " ", "\n", "\t", "\r\n  "};

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  GeneratedJson(Random random) {
    this.random = random;
  }

  /** The next document: an object or an array. */
  String next() {
    text.setLength(0);
    blank();
    if (random.nextBoolean()) {
      object(1);
    } else {
      array(1);
    }
    blank();
    return text.toString();
  }

  private void value(int depth) {
    blank();
    switch (random.nextInt(depth < DEEPEST ? 9 : 7)) {
      case 0 -> text.append(random.nextBoolean());
      case 1 -> text.append("null");
      case 2, 3 -> string(characters());
      case 4, 5, 6 -> text.append(number());
      case 7 -> object(depth + 1);
      default -> array(depth + 1);
    }
    blank();
  }

  private void object(int depth) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = random.nextInt(WIDEST); i > 0; i--) {
      names.add(characters());
    }
    text.append('{');
    String separator = "";
    for (String name : names) {
      text.append(separator);
      blank();
      string(name);
      blank();
      text.append(':');
      value(depth);
      separator = ",";
    }
    text.append('}');
  }

  private void array(int depth) {
    text.append('[');
    for (int i = random.nextInt(WIDEST); i > 0; i--) {
      value(depth);
      text.append(i > 1 ? "," : "");
    }
    text.append(']');
  }

  private String characters() {
    StringBuilder characters = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      characters.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> 'a' + random.nextInt(3);
            case 2 -> random.nextInt(0xd800);
            default -> 0xe000 + random.nextInt(0x110000 - 0xe000);
          });
    }
    return characters.toString();
  }

  private void string(String characters) {
    text.append('"');
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      String shortEscape = shortEscape(c);
      if (!shortEscape.isEmpty() && random.nextBoolean()) {
        text.append(shortEscape);
      } else if (c < ' ' || c == '"' || c == '\\' || random.nextInt(3) == 0) {
        String escape = String.format(Locale.ROOT, "%04x", (int) c);
        text.append("\\u").append(random.nextBoolean() ? escape : escape.toUpperCase(Locale.ROOT));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private static String shortEscape(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '/' -> "\\/";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "";
    };
  }

  /** A number that is no subnormal double, written in some way; integers within 2^53. */
  private String number() {
    String sign = random.nextBoolean() ? "-" : "";
    return sign
        + switch (random.nextInt(5)) {
          case 0 -> Integer.toString(random.nextInt(1000));
          case 1 -> Long.toString(random.nextLong(1L << 53));
          case 2 -> random.nextInt(100) + "." + random.nextLong(1L << 50);
          case 3 ->
              random.nextInt(10)
                  + (random.nextBoolean() ? "e" : "E")
                  + (random.nextBoolean() ? "+" : "-")
                  + random.nextInt(300);
          default -> Double.toString(Math.abs(normal()));
        };
  }

  private double normal() {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) && Math.abs(number) >= Double.MIN_NORMAL ? number : 0;
  }

  private void blank() {
    text.append(BLANKS[random.nextInt(BLANKS.length)]);
  }
}
