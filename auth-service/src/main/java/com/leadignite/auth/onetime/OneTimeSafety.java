package com.leadignite.auth.onetime;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps codes that can be guessed, and links that live for long, out of production. */
@Singleton
final class OneTimeSafety implements SafetyCheck {

  private static final int MOST_GUESSES = 10;

  private final OneTimeConfig config;

  OneTimeSafety(OneTimeConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Stream.of(
            UnsafeSetting.outside(
                "leadignite.auth.one-time.life",
                config.life(),
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                "links that sign people in would lie in mailboxes for long, or expire at once"),
            UnsafeSetting.outside(
                "leadignite.auth.one-time.code-length",
                config.codeLength(),
                OneTimeSecret.FEWEST_DIGITS,
                OneTimeSecret.MOST_DIGITS,
                "codes could be guessed, or not be typed"),
            UnsafeSetting.outside(
                "leadignite.auth.one-time.guesses",
                config.guesses(),
                1,
                MOST_GUESSES,
                "codes could be guessed, or not be used"))
        .flatMap(Optional::stream)
        .toList();
  }
}
