package com.leadignite.auth.password;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps passwords that can be guessed out of production. */
@Singleton
final class PasswordSafety implements SafetyCheck {

  private static final int SHORTEST = 12;

  /** Longer ones are accepted (ASVS 6.2.9), and must not be required. */
  private static final int LONGEST_REQUIRED = 64;

  private static final long FEWEST_GUESSES = 100_000_000L;
  private static final long MOST_GUESSES_REQUIRED = 10_000_000_000L;

  private final PasswordConfig config;

  PasswordSafety(PasswordConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Stream.of(
            UnsafeSetting.outside(
                "leadignite.auth.password.min-length",
                config.minLength(),
                SHORTEST,
                LONGEST_REQUIRED,
                "short passwords are guessed"),
            UnsafeSetting.outside(
                "leadignite.auth.password.min-guesses",
                config.minGuesses(),
                FEWEST_GUESSES,
                MOST_GUESSES_REQUIRED,
                "common passwords are guessed, or people find none that is taken"),
            accepted(),
            lookedUpInTheClear())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<UnsafeSetting> lookedUpInTheClear() {
    return config
        .breached()
        .rangeUrl()
        .filter(url -> !"https".equals(url.getScheme()))
        .map(url ->
            new UnsafeSetting(
                "leadignite.auth.password.breached.range-url",
                "the network would learn how new passwords begin, and could take them for good",
                "Set an https address"));
  }

  private Optional<UnsafeSetting> accepted() {
    return config.breached().refused()
        ? Optional.empty()
        : Optional.of(
            new UnsafeSetting(
                "leadignite.auth.password.breached.refused",
                "passwords of past breaches are tried first",
                "Leave it on"));
  }
}
