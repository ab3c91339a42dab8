package com.leadignite.auth.mfa;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** Second factors. */
@ConfigMapping(prefix = "leadignite.auth.mfa")
interface MfaConfig {

  /** What authenticator apps call the platform; the host of the site's URL unless set. */
  Optional<String> issuer();

  /** The most factors of a person, those that are being enrolled included. */
  @WithName("max-factors")
  @WithDefault("10")
  int maxFactors();

  /** How long a challenge can be answered. */
  @WithName("challenge-life")
  @WithDefault("5m")
  Duration challengeLife();

  /** How long after its beginning an enrolment can be finished. */
  @WithName("enrolment-life")
  @WithDefault("10m")
  Duration enrolmentLife();
}
