package com.leadignite.guard.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What admin routes require of everybody, beyond the role they declare. */
@ConfigMapping(prefix = "leadignite.admin")
public interface AdminConfig {

  /** The least assurance; {@code ALL_FACTORS} lets admins without a second factor in. */
  @WithDefault("TWO_FACTORS")
  Assurance assurance();

  /** How long ago the sign-in may be (ASVS 7.5.3). */
  @WithDefault("PT1H")
  Duration freshWithin();
}
