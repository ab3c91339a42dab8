package com.leadignite.auth.onetime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Codes and links that are sent by mail. */
@ConfigMapping(prefix = "leadignite.auth.one-time")
public interface OneTimeConfig {

  /** How long a code or a link can be used. */
  @WithDefault("1h")
  Duration life();

  /** How many digits a code has. */
  @WithName("code-length")
  @WithDefault("6")
  int codeLength();

  /** How many wrong guesses invalidate a code; the link of the same mail stays valid. */
  @WithDefault("5")
  int guesses();

  /**
   * Whether opening a link uses it, as with Supabase Auth. By default a page of ours opens, whose
   * button uses it: programs that look at the links of mails use none up.
   */
  @WithName("used-by-get")
  @WithDefault("false")
  boolean usedByGet();
}
