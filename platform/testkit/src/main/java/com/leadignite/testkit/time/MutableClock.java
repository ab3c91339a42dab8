package com.leadignite.testkit.time;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The service's clock in every test: the real time until a test turns it. A test that turns it puts
 * it back with {@link #reset}, in an {@code @AfterEach}.
 */
@Singleton
public final class MutableClock extends Clock {

  private final Clock real;
  private volatile Duration turned = Duration.ZERO;

  /** Shows the real time until it is turned. */
  public MutableClock() {
    this(Clock.systemUTC());
  }

  private MutableClock(Clock real) {
    this.real = real;
  }

  /** A clock of a test's own that moves only when it is turned: for what is exact to the ms. */
  public static MutableClock stopped() {
    return new MutableClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  /** Turns the clock on, or back by a negative duration. */
  public void turn(Duration by) {
    turned = turned.plus(by);
  }

  /** Back to the real time. */
  public void reset() {
    turned = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(turned);
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
