package com.leadignite.auth.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How long sessions live. */
@ConfigMapping(prefix = "leadignite.auth.session")
public interface SessionConfig {

  /** The longest a session lives, however busy (NIST SP 800-63B: 30 days at AAL1). */
  @WithName("max-life")
  @WithDefault("30d")
  Duration maxLife();

  /** The longest a session lives without being refreshed. */
  @WithDefault("7d")
  Duration idle();

  /** Whether a sign-in ends the person's other sessions. */
  @WithDefault("false")
  boolean single();
}
