package com.leadignite.audit.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How events are kept. */
@ConfigMapping(prefix = "leadignite.audit.partitions")
interface EventConfig {

  /**
   * For how many months after this one partitions are created ahead, 0 to 24. Should none be left,
   * events go to the default partition, which retention cannot drop by month.
   */
  @WithDefault("3")
  int monthsAhead();
}
