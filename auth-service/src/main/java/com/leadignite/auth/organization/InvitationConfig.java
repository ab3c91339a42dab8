package com.leadignite.auth.organization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Invitations. */
@ConfigMapping(prefix = "leadignite.auth")
interface InvitationConfig {

  /** How long an invitation can be accepted. */
  @WithName("invitation-life")
  @WithDefault("7d")
  Duration invitationLife();
}
