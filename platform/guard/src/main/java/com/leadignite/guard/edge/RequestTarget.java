package com.leadignite.guard.edge;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;

/** Tells request targets that can be read in one way only. One pass, no allocation. */
public final class RequestTarget {

  /** Below what Netty allows for the first line, so that the origin is known to the refusal. */
  static final int LONGEST = 3000;

  /** What no path of ours has: separators to some readers, or nothing that a URI may have. */
  private static final String RESERVED = ";\\#\"<>[]^`{|}";

  private static final String RAW = "\"<>\\^`{|}";

  private RequestTarget() {}

  /**
   * Whether the target is in origin-form (RFC 9112, section 3.2.1), its path free of empty and dot
   * segments, {@code ;}, {@code \}, fragments, characters that no URI has and encoded characters
   * that could stand for any of them, and its query free of raw or encoded control characters and
   * malformed escapes. No path of ours has anything but ASCII, so escapes beyond it, where overlong
   * UTF-8 hides, are refused too. The absolute-form, which names a host of the client's choice, is
   * refused: our proxies send the origin-form.
   */
  public static boolean isPlain(String target) {
    if (target.isEmpty() || target.charAt(0) != '/') {
      return false;
    }
    int query = target.indexOf('?');
    int pathEnd = query < 0 ? target.length() : query;
    return isPlainPath(target, pathEnd) && isPlainQuery(target, pathEnd);
  }

  /** What a target that is not plain is answered with. */
  public static Problem refusal() {
    return new Problem(
        CommonProblem.AMBIGUOUS_PATH,
        "Send the path in its plain form, and percent-encode the query.");
  }

  static Problem tooLong() {
    return new Problem(
        CommonProblem.URI_TOO_LONG, "Keep the path and query under " + LONGEST + " characters.");
  }

  /**
   * The target with the characters of its query percent-encoded that browsers send as they are (URL
   * standard, query percent-encode set), but {@link java.net.URI} refuses. They mean the same.
   */
  static String escaped(String target) {
    StringBuilder escaped = null;
    int query = target.indexOf('?');
    for (int i = query < 0 ? target.length() : query; i < target.length(); i++) {
      char c = target.charAt(i);
      if (RAW.indexOf(c) >= 0) {
        escaped =
            escaped == null
                ? new StringBuilder(target.length() + 16).append(target, 0, i)
                : escaped;
        escaped.append('%').append(Integer.toHexString(c));
      } else if (escaped != null) {
        escaped.append(c);
      }
    }
    return escaped == null ? target : escaped.toString();
  }

  private static boolean isPlainPath(String target, int end) {
    int segment = 1;
    for (int i = 1; i < end; i++) {
      char c = target.charAt(i);
      if (c == '/') {
        if (isEmptyOrDots(target, segment, i)) {
          return false;
        }
        segment = i + 1;
      } else if (c == '%') {
        if (!isHarmless(escaped(target, i, end))) {
          return false;
        }
        i += 2;
      } else if (c <= ' ' || c >= 0x7f || RESERVED.indexOf(c) >= 0) {
        return false;
      }
    }
    return segment == end || !isEmptyOrDots(target, segment, end);
  }

  private static boolean isPlainQuery(String target, int start) {
    for (int i = start; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == '%') {
        int value = escaped(target, i, target.length());
        if (value <= 0) {
          return false;
        }
        i += 2;
      } else if (c <= ' ' || c >= 0x7f || c == '#') {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmptyOrDots(String target, int from, int to) {
    return switch (to - from) {
      case 0 -> true;
      case 1 -> target.charAt(from) == '.';
      case 2 -> target.charAt(from) == '.' && target.charAt(from + 1) == '.';
      default -> false;
    };
  }

  private static boolean isHarmless(int value) {
    return value > ' '
        && value < 0x7f
        && value != '/'
        && value != ';'
        && value != '\\'
        && value != '%'
        && value != '.';
  }

  /** The value of the escape that begins there; -1 if it is malformed. */
  private static int escaped(String target, int percent, int end) {
    if (percent + 2 >= end) {
      return -1;
    }
    int high = hex(target.charAt(percent + 1));
    int low = hex(target.charAt(percent + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
