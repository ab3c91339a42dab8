package com.leadignite.guard.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When guessing is stopped. */
@ConfigMapping(prefix = "leadignite.lockout")
public interface LockoutConfig {

  /** Failures after which nothing is evaluated any more. */
  @WithDefault("5")
  int failures();

  /** How long nothing is evaluated then; also how long a failure is remembered. */
  @WithDefault("PT5M")
  Duration duration();
}
