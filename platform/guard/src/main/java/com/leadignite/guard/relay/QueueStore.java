package com.leadignite.guard.relay;

import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/** Runs statements on tables that are queues. */
public final class QueueStore {

  /**
   * Makes the planner use indexes for the rest of the transaction. The statistics of a queue are
   * those of the moment in which it was empty, and so are the plans that a connection keeps: by
   * them a scan of the whole table for each of a batch's rows costs nothing, and with 50,000 rows
   * waiting one batch took two seconds.
   */
  static final String BY_INDEX = "select set_config('enable_seqscan', 'off', true)";

  private QueueStore() {}

  /** Runs a statement in a transaction of its own, by index however short the queue seems. */
  public static Uni<RowSet<Row>> query(Rows.Scope rows, String sql, Tuple parameters) {
    return rows.transaction(transaction ->
        transaction.query(BY_INDEX, Tuple.tuple()).chain(() -> transaction.query(sql, parameters)));
  }
}
