package com.leadignite.guard.row;

import com.leadignite.guard.audit.AuditEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Statements that commit together, and the audit events that commit with them. */
public interface Transaction {

  /** Runs a statement and answers its rows. */
  Uni<RowSet<Row>> query(String sql, Tuple parameters);

  /**
   * Runs a statement once for each tuple, pipelined.
   *
   * @param parameters at least one tuple
   * @return the first run's rows; {@link RowSet#next()} leads to the next run's
   */
  Uni<RowSet<Row>> batch(String sql, List<Tuple> parameters);

  /**
   * Writes an event to the outbox when the transaction commits, together with the commit; dropped
   * with it when it rolls back. A transaction that runs under a person's identity may record events
   * of their organization only; under {@link Identity#SERVICE} of any or none.
   */
  void record(AuditEvent event);

  /**
   * Registers what runs once the transaction is known to have committed, quickly and without
   * blocking; never if it rolls back, and not after an unknown outcome: work that must not be lost
   * has to be found without it.
   */
  void onCommit(Runnable listener);
}
