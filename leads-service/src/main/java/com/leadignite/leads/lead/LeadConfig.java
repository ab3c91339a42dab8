package com.leadignite.leads.lead;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How leads are read. */
@ConfigMapping(prefix = "leadignite.leads")
interface LeadConfig {

  /**
   * The region, two letters as {@code US}, in which a phone number without a country code is read.
   * Without one, nothing is made of such numbers.
   */
  Optional<String> phoneRegion();
}
