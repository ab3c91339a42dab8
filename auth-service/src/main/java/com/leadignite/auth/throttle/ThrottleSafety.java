package com.leadignite.auth.throttle;

import com.leadignite.guard.limit.LockoutConfig;
import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps figures that let passwords be guessed, or lock everybody out, out of production. */
@Singleton
final class ThrottleSafety implements SafetyCheck {

  private static final int MOST_FAILURES = 10;
  private static final int MOST_ADDRESS_FAILURES = 500;
  private static final Duration SHORTEST_LOCK = Duration.ofMinutes(5);
  private static final Duration LONGEST_LOCK = Duration.ofHours(1);

  private final ThrottleConfig throttle;
  private final LockoutConfig lockout;

  ThrottleSafety(ThrottleConfig throttle, LockoutConfig lockout) {
    this.throttle = throttle;
    this.lockout = lockout;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Stream.of(
            UnsafeSetting.outside(
                "leadignite.auth.password.lock.failures",
                throttle.failures(),
                1,
                MOST_FAILURES,
                "passwords could be guessed, or nobody could sign in"),
            UnsafeSetting.outside(
                "leadignite.auth.password.lock.address-failures",
                throttle.addressFailures(),
                throttle.failures(),
                MOST_ADDRESS_FAILURES,
                "one address could try common passwords at all accounts, or an office would be"
                    + " locked out"),
            UnsafeSetting.outside(
                "leadignite.lockout.duration",
                lockout.duration(),
                SHORTEST_LOCK,
                LONGEST_LOCK,
                "guessing could continue at once, or an owner be locked out for long"))
        .flatMap(Optional::stream)
        .toList();
  }
}
