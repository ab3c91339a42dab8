package com.leadignite.auth.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Whether people may sign in without showing anything. */
@ConfigMapping(prefix = "leadignite.auth.anonymous")
public interface AnonymousConfig {

  /** Whether a sign-up with neither address nor phone opens a session of an anonymous account. */
  @WithDefault("false")
  boolean enabled();

  /**
   * How old an anonymous account is when it is deleted, if nobody can use it any more: once its
   * sessions are over, nothing leads back to it.
   */
  @WithName("kept-for")
  @WithDefault("30d")
  Duration keptFor();
}
