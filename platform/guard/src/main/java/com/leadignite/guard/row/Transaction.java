package com.leadignite.guard.row;

import com.leadignite.guard.audit.AuditEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Statements that commit together, and the audit events that commit with them. */
public interface Transaction {

  /** Runs a statement and answers its rows. */
  Uni<RowSet<Row>> query(String sql, Tuple parameters);

  /**
   * Writes an event to the outbox when the transaction commits, in the same flight as the commit;
   * dropped with it when it rolls back.
   */
  void record(AuditEvent event);
}
