package com.leadignite.auth.password;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps passwords that can be guessed out of production. */
@Singleton
final class PasswordSafety implements SafetyCheck {

  private static final int SHORTEST = 12;

  /** Longer ones are accepted (ASVS 6.2.9), and must not be required. */
  private static final int LONGEST_REQUIRED = 64;

  private final PasswordConfig config;

  PasswordSafety(PasswordConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return UnsafeSetting.outside(
            "leadignite.auth.password.min-length",
            config.minLength(),
            SHORTEST,
            LONGEST_REQUIRED,
            "short passwords are guessed")
        .stream()
        .toList();
  }
}
