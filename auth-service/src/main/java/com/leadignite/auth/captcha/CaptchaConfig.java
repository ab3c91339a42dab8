package com.leadignite.auth.captcha;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** When clients have to prove work, and how much. */
@ConfigMapping(prefix = "leadignite.auth.captcha")
public interface CaptchaConfig {

  /** Whether it is ever asked for: a front end has to be able to answer. */
  @WithDefault("false")
  boolean enabled();

  /** The operations that always need it; the others after failures. */
  Optional<Set<ProtectedOperation>> always();

  /** From how many failures at an account on its sign-in needs it. They count five minutes. */
  @WithDefault("3")
  int failures();

  /** From how many failures of a client's address on, at all accounts, all its operations do. */
  @WithName("address-failures")
  @WithDefault("10")
  int addressFailures();

  /** The iterations of PBKDF2 for each try, which the server computes once to check. */
  @WithDefault("2000")
  int cost();

  /** How many hexadecimal zeros a key has to begin with: sixteen times the tries for each. */
  @WithName("zeros")
  @WithDefault("2")
  int zeros();

  /** How long a challenge can be answered. */
  @WithDefault("10m")
  Duration life();
}
