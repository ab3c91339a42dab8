package com.leadignite.guard.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The durations behind what endpoints declare. */
@ConfigMapping(prefix = "leadignite.access")
public interface AccessConfig {

  /** How old a sign-in may be on an endpoint that asks for a fresh one. */
  @WithDefault("PT5M")
  Duration freshWithin();

  /** How often counted refusals, those that repeat an earlier one, are recorded. */
  @WithDefault("PT1M")
  Duration denialsToldEvery();
}
