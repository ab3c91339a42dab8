package com.leadignite.leads.member;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where it is asked who is a member. */
@ConfigMapping(prefix = "leadignite.members")
interface MembersConfig {

  /**
   * The base path of auth-service, as {@code http://auth-service:8081/auth/v1}. Without it nobody
   * new can be assigned, made an owner or put into a team.
   */
  Optional<String> url();

  /** For how long a member is believed to be one still; others are asked for each time. */
  @WithDefault("PT10S")
  Duration believed();
}
