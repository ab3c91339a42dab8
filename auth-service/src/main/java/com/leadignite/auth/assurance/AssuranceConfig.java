package com.leadignite.auth.assurance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Who has to have a second factor. */
@ConfigMapping(prefix = "leadignite.auth.mfa")
public interface AssuranceConfig {

  /**
   * Whether platform administrators, and admins and managers of organizations, must have a second
   * factor: without one they can do nothing but enrol it.
   */
  @WithName("required-of-managers")
  @WithDefault("true")
  boolean requiredOfManagers();
}
