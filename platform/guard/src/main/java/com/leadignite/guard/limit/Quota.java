package com.leadignite.guard.limit;

import java.time.Duration;

/**
 * A limit with the figures in force.
 *
 * @param limit which limit
 * @param permits calls allowed within the window
 * @param window the sliding window's length
 */
record Quota(Limit limit, int permits, Duration window) {

  /** Parts a window is counted in. More would be more exact and cost more per call. */
  static final int PARTS = 10;

  Quota {
    if (permits < 1 || window.toMillis() < 100) {
      throw new IllegalArgumentException(
          "leadignite.limits.\""
              + limit.wireName()
              + "\": permits must be at least 1 and window at least PT0.1S");
    }
  }

  /** The length of one part in milliseconds, rounded up so that the parts cover the window. */
  long partMillis() {
    return (window.toMillis() + PARTS - 1) / PARTS;
  }

  /** The window in whole seconds for header fields, at least 1. */
  long windowSeconds() {
    return Math.max(1, window.toSeconds());
  }
}
