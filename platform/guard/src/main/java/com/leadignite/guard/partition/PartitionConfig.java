package com.leadignite.guard.partition;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** How far ahead partitions are created. */
@ConfigMapping(prefix = "leadignite.partitions")
interface PartitionConfig {

  /**
   * For how many months after this one partitions exist, 0 to 24. If there is none for a row, it
   * goes to the default partition, which retention cannot drop by month. A service without
   * partitioned tables leaves it out.
   */
  OptionalInt monthsAhead();
}
