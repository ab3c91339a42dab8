package com.leadignite.leads.lead;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How leads are read and listed. */
@ConfigMapping(prefix = "leadignite.leads")
interface LeadConfig {

  /**
   * What list cursors are signed with, at least 32 characters; the same in every replica. Without
   * one, a key is made up at start, and cursors end with the process.
   */
  Optional<Secret<String>> cursorKey();

  /**
   * The region, two letters as {@code US}, in which a phone number without a country code is read.
   * Without one, such numbers are refused.
   */
  Optional<String> phoneRegion();

  /** Leads on a page where the caller does not say; at most {@code page-most}. */
  @WithDefault("50")
  int pageDefault();

  /** The most leads on a page. */
  @WithDefault("200")
  int pageMost();
}
