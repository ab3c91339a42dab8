package com.leadignite.guard.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when a test turns it: for what is exact to the millisecond. */
public final class MutableClock extends Clock {

  private volatile Instant now;

  /** Stopped at that time. */
  public MutableClock(Instant now) {
    this.now = now;
  }

  /** Turns the clock on, or back by a negative duration. */
  public void turn(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the platform's times are UTC");
  }
}
