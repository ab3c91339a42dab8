package com.leadignite.webhook.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a timestamp may be from our clock, in either direction.
 *
 * @param tolerance to either side, both ends included
 */
record Window(Duration tolerance) {

  /** The widest: for as long, a request that was intercepted can be delivered later. */
  static final int MAX_SECONDS = 1800;

  /** What most providers document. */
  static final int USUAL_SECONDS = 300;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");
  private static final int MOST_DIGITS_OF_SECONDS = 12;
  private static final int MOST_DIGITS_OF_MILLIS = 15;

  Window {
    if (tolerance.isNegative() || tolerance.isZero() || tolerance.toSeconds() > MAX_SECONDS) {
      throw new IllegalArgumentException("tolerance must be 1 to " + MAX_SECONDS + " seconds");
    }
  }

  /** The window that a setting asks for. */
  static Window of(@Nullable Integer seconds, int otherwise) {
    return new Window(Duration.ofSeconds(seconds == null ? otherwise : seconds));
  }

  /** As a setting has it. */
  int seconds() {
    return Math.toIntExact(tolerance.toSeconds());
  }

  /** The timestamp, if it is all digits: before anything is computed from it. */
  static String digits(String timestamp) {
    if (!DIGITS.matcher(timestamp).matches()) {
      throw new RefusedRequest(Refusal.TIMESTAMP_MALFORMED);
    }
    return timestamp;
  }

  /**
   * Refuses digits that are no Unix time in seconds of the window. To be asked after the signature,
   * so that a stranger learns nothing of our clock or of the window.
   */
  void requireSeconds(String digits, Instant now) {
    if (digits.length() > MOST_DIGITS_OF_SECONDS) {
      throw new RefusedRequest(Refusal.TIMESTAMP_NOT_IN_SECONDS);
    }
    require(Instant.ofEpochSecond(Long.parseLong(digits)), now);
  }

  /** As {@link #requireSeconds}, of milliseconds. */
  void requireMillis(String digits, Instant now) {
    if (digits.length() > MOST_DIGITS_OF_MILLIS) {
      throw new RefusedRequest(Refusal.TIMESTAMP_OUTSIDE_WINDOW);
    }
    require(Instant.ofEpochMilli(Long.parseLong(digits)), now);
  }

  /** Refuses a time outside the window. */
  void require(Instant time, Instant now) {
    if (Duration.between(time, now).abs().compareTo(tolerance) > 0) {
      throw new RefusedRequest(Refusal.TIMESTAMP_OUTSIDE_WINDOW);
    }
  }
}
