package com.leadignite.auth.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What people are sent by mail. */
@ConfigMapping(prefix = "leadignite.auth.mail")
public interface MailConfig {

  /** Takes every address for confirmed without asking it. Never in production. */
  @WithDefault("false")
  boolean autoconfirm();
}
