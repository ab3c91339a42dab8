package com.leadignite.webhook.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a timestamp may be from our clock.
 *
 * @param past how old, the end included
 * @param future how far ahead, the end included
 */
record Window(Duration past, Duration future) {

  /** The widest: for as long, a request that was intercepted can be delivered later. */
  static final int MAX_SECONDS = 1800;

  /** What most providers document. */
  static final int USUAL_SECONDS = 300;

  /** The widest of a sender that repeats what it signed once, unchanged. */
  static final int MAX_RETRY_SECONDS = 7200;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");
  private static final int MOST_DIGITS_OF_SECONDS = 12;
  private static final int MOST_DIGITS_OF_MILLIS = 15;

  Window {
    if (past.toSeconds() < 1
        || past.toSeconds() > MAX_RETRY_SECONDS
        || future.toSeconds() < 1
        || future.toSeconds() > MAX_SECONDS) {
      throw new IllegalArgumentException("tolerance must be 1 second at least, and has its limits");
    }
  }

  /** The window that a setting asks for, in either direction. */
  static Window of(@Nullable Integer seconds, int otherwise) {
    Duration tolerance = Duration.ofSeconds(seconds == null ? otherwise : seconds);
    return new Window(tolerance, tolerance);
  }

  /**
   * The window of a sender whose retries have the time of the first attempt: as far into the past
   * as a setting asks for, and into the future as usual.
   */
  static Window ofRetries(@Nullable Integer seconds, int otherwise) {
    int past = seconds == null ? otherwise : seconds;
    return new Window(Duration.ofSeconds(past), Duration.ofSeconds(Math.min(past, USUAL_SECONDS)));
  }

  /** As a setting has it. */
  int seconds() {
    return Math.toIntExact(past.toSeconds());
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
    Duration age = Duration.between(time, now);
    if (age.compareTo(past) > 0 || age.negated().compareTo(future) > 0) {
      throw new RefusedRequest(Refusal.TIMESTAMP_OUTSIDE_WINDOW);
    }
  }
}
