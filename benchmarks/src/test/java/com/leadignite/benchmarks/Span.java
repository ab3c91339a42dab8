package com.leadignite.benchmarks;

import java.time.Duration;

/**
 * How long to keep asking: for a time or for a number of requests, whichever ends first.
 *
 * @param duration after which nothing new is asked
 * @param requests after which nothing new is asked
 */
record Span(Duration duration, long requests) {

  private static final Duration LONG = Duration.ofHours(1);

  static Span of(Duration duration) {
    return new Span(duration, Long.MAX_VALUE);
  }

  static Span of(long requests) {
    return new Span(LONG, requests);
  }
}
