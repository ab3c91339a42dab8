package com.leadignite.auth.compatibility;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether the service runs for other people's client test suites. */
@ConfigMapping(prefix = "leadignite.auth.compatibility")
interface CompatibilityConfig {

  /**
   * Set by the profile {@code compat} together with what such suites need: short and common
   * passwords, and neither limits nor lock-out. Never in production.
   */
  @WithDefault("false")
  boolean enabled();
}
