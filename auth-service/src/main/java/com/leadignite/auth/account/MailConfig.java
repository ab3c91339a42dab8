package com.leadignite.auth.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** What people are sent by mail. */
@ConfigMapping(prefix = "leadignite.auth.mail")
public interface MailConfig {

  /** Takes every address for confirmed without asking it. Never in production. */
  @WithDefault("false")
  boolean autoconfirm();

  /**
   * Whether the present address has to agree to another one, too, and not the new one alone. If
   * not, asking for it takes a sign-in of the last minutes and the password or the code of a mail.
   */
  @WithName("secure-email-change")
  @WithDefault("true")
  boolean secureEmailChange();
}
