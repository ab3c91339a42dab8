package com.leadignite.auth.redirect;

import java.util.Arrays;

/**
 * A text with wildcards: {@code **} is any characters, {@code *} any but dots and slashes, and
 * {@code ?} one of these. Takes time in proportion to both lengths, whatever either is made of: a
 * regular expression would try every way in which several wildcards can share a text.
 */
final class Glob {

  private static final int ANY = -1;
  private static final int PART = -2;
  private static final int ONE = -3;

  /** What is to come: a character, or one of the three. */
  private final int[] steps;

  private Glob(int[] steps) {
    this.steps = steps;
  }

  static Glob of(String text) {
    int[] steps = new int[text.length()];
    int count = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '*' && text.startsWith("**", at)) {
        steps[count++] = ANY;
        at++;
      } else {
        steps[count++] = c == '*' ? PART : c == '?' ? ONE : c;
      }
    }
    return new Glob(Arrays.copyOf(steps, count));
  }

  /** Whether all of a text is described. */
  boolean matches(String text) {
    boolean[] reached = new boolean[steps.length + 1];
    reached[0] = true;
    skipWildcards(reached);
    for (int at = 0; at < text.length(); at++) {
      reached = after(reached, text.charAt(at));
    }
    return reached[steps.length];
  }

  /** Which steps may be next, once a character was read by those that were. */
  private boolean[] after(boolean[] reached, char c) {
    boolean[] next = new boolean[steps.length + 1];
    for (int i = 0; i < steps.length; i++) {
      if (reached[i] && takes(steps[i], c)) {
        next[isMany(steps[i]) ? i : i + 1] = true;
      }
    }
    skipWildcards(next);
    return next;
  }

  private static boolean takes(int step, char c) {
    return switch (step) {
      case ANY -> true;
      case PART, ONE -> c != '.' && c != '/';
      default -> step == c;
    };
  }

  private static boolean isMany(int step) {
    return step == ANY || step == PART;
  }

  /** A wildcard of many characters may be of none. */
  private void skipWildcards(boolean[] reached) {
    for (int i = 0; i < steps.length; i++) {
      reached[i + 1] |= reached[i] && isMany(steps[i]);
    }
  }
}
