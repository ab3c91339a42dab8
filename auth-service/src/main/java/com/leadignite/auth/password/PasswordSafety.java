package com.leadignite.auth.password;

import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.LimitConfig;
import com.leadignite.guard.limit.LockoutConfig;
import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps passwords that can be guessed, and the means to guess them, out of production. */
@Singleton
final class PasswordSafety implements SafetyCheck {

  private static final int SHORTEST = 12;

  /** Longer ones are all right (ASVS 6.2.9), and must not be asked for. */
  private static final int LONGEST_TO_ASK_FOR = 64;

  private static final int MOST_FAILURES = 10;
  private static final int MOST_ADDRESS_FAILURES = 500;
  private static final Duration SHORTEST_LOCK = Duration.ofMinutes(5);
  private static final Duration LONGEST_LOCK = Duration.ofHours(1);

  private final PasswordConfig passwords;
  private final LockoutConfig lockout;
  private final LimitConfig limits;

  PasswordSafety(PasswordConfig passwords, LockoutConfig lockout, LimitConfig limits) {
    this.passwords = passwords;
    this.lockout = lockout;
    this.limits = limits;
  }

  @Override
  public List<UnsafeSetting> findings() {
    List<UnsafeSetting> found = new ArrayList<>();
    within(
        found,
        "leadignite.auth.password.min-length",
        passwords.minLength(),
        SHORTEST,
        LONGEST_TO_ASK_FOR,
        "short passwords are guessed");
    within(
        found,
        "leadignite.auth.password.lock.failures",
        passwords.lock().failures(),
        1,
        MOST_FAILURES,
        "a password could be guessed at, or nobody would get in");
    within(
        found,
        "leadignite.auth.password.lock.address-failures",
        passwords.lock().addressFailures(),
        passwords.lock().failures(),
        MOST_ADDRESS_FAILURES,
        "one address could try common passwords at all accounts, or an office would be locked out");
    lock(found);
    perMinute(found);
    return found;
  }

  private void lock(List<UnsafeSetting> found) {
    Duration duration = lockout.duration();
    if (duration.compareTo(SHORTEST_LOCK) < 0 || duration.compareTo(LONGEST_LOCK) > 0) {
      found.add(
          new UnsafeSetting(
              "leadignite.lockout.duration",
              "guessing would go on at once, or an owner be kept out for long",
              "Set " + SHORTEST_LOCK + " to " + LONGEST_LOCK));
    }
  }

  private void perMinute(List<UnsafeSetting> found) {
    LimitConfig.Figures set = limits.limits().get(Limit.PASSWORD.wireName());
    if (set == null) {
      return;
    }
    long permits = set.permits().orElse(Limit.PASSWORD.permits());
    long millis = set.window().orElse(Limit.PASSWORD.window()).toMillis();
    if (permits * Limit.PASSWORD.window().toMillis() > Limit.PASSWORD.permits() * millis) {
      found.add(
          new UnsafeSetting(
              "leadignite.limits.\"" + Limit.PASSWORD.wireName() + "\"",
              "passwords could be tried more often than ten times a minute",
              "Set fewer permits, or a longer window"));
    }
  }

  private static void within(
      List<UnsafeSetting> found, String property, int value, int least, int most, String danger) {
    if (value < least || value > most) {
      found.add(new UnsafeSetting(property, danger, "Set " + least + " to " + most));
    }
  }
}
