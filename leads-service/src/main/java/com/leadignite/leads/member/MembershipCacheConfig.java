package com.leadignite.leads.member;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How long a membership is cached. */
@ConfigMapping(prefix = "leadignite.leads.members")
interface MembershipCacheConfig {

  /** For how long a member is taken for one without asking again; others are never cached. */
  @WithName("believed")
  @WithDefault("PT10S")
  Duration lifetime();
}
