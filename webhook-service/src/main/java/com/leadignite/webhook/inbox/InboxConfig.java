package com.leadignite.webhook.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the inbox is kept. */
@ConfigMapping(prefix = "leadignite.webhook-inbox")
interface InboxConfig {

  /**
   * For how many months after this one partitions are created ahead, 0 to 24. Should none be left,
   * webhooks go to the default partition, which retention cannot drop by month.
   */
  @WithDefault("3")
  int partitionMonthsAhead();
}
