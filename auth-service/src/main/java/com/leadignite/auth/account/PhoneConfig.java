package com.leadignite.auth.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whether people may sign in with a phone, and the codes they are sent. */
@ConfigMapping(prefix = "leadignite.auth.phone")
public interface PhoneConfig {

  /** Whether accounts may have phone numbers. */
  @WithDefault("false")
  boolean enabled();

  /** Takes every number for confirmed without sending a code to it. Never in production. */
  @WithDefault("false")
  boolean autoconfirm();

  /** How many digits a code has. */
  @WithName("code-length")
  @WithDefault("6")
  int codeLength();

  /** How long a code can be used. */
  @WithName("code-life")
  @WithDefault("10m")
  Duration codeLife();

  /**
   * The country calling codes that texts are sent to, such as {@code 1,44}; every country if none
   * is named.
   */
  @WithName("calling-codes")
  Optional<Set<Integer>> callingCodes();
}
