package com.leadignite.guard.partition;

import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Creates partitions through the function that each such service's migrations define. */
@Singleton
public final class PartitionStore {

  private final Rows rows;

  PartitionStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * Creates the partitions of this month and so many after it, as far as they are missing.
   *
   * @return how many are missing still, because rows of their months are in the default partition
   */
  public Uni<Integer> create(int monthsAhead) {
    return rows.asService()
        .query("select create_partitions($1) as missing", Tuple.of(monthsAhead))
        .map(found -> found.iterator().next().getInteger("missing"));
  }
}
