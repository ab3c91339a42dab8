package com.leadignite.auth.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** When guessing is stopped, for {@code leadignite.lockout.duration}. */
@ConfigMapping(prefix = "leadignite.auth.password.lock")
public interface ThrottleConfig {

  /** Failures at one account: of a known address alone, or of all strangers together. */
  @WithDefault("5")
  int failures();

  /** Failures of one address at all accounts together. */
  @WithName("address-failures")
  @WithDefault("50")
  int addressFailures();
}
