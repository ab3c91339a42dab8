package com.leadignite.leads.member;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long an answer about a member will do. */
@ConfigMapping(prefix = "leadignite.leads.members")
interface BelievedConfig {

  /** For how long a member is believed to be one still; others are asked for each time. */
  @WithDefault("PT10S")
  Duration believed();
}
