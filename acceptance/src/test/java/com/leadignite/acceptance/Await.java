package com.leadignite.acceptance;

import java.time.Duration;

/** Waits for what happens in its own time, and no longer than is reasonable. */
final class Await {

  private static final int POLL_MILLIS = 200;

  private Await() {}

  /** Something that can be asked again and again. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Asks until it holds.
   *
   * @param what the condition in words, for the failure
   */
  static void until(String what, Duration limit, Condition condition) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("after " + limit.toSeconds() + " s still not: " + what);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
