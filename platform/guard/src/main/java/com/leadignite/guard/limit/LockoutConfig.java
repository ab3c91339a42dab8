package com.leadignite.guard.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When guessing is stopped. */
@ConfigMapping(prefix = "leadignite.lockout")
public interface LockoutConfig {

  /** How long a failure is remembered, and how long nothing is evaluated after too many. */
  @WithDefault("PT5M")
  Duration duration();
}
