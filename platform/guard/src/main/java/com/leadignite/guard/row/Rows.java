package com.leadignite.guard.row;

import com.leadignite.guard.caller.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.function.Function;

/** The one way to rows: every statement runs in a transaction that knows whose it is. */
public interface Rows {

  /** Rows as the caller may see and change them. */
  default Scope as(Caller caller) {
    return as(Identity.of(caller));
  }

  /** Rows as the service itself may see and change them, for work that no caller asked for. */
  default Scope asService() {
    return as(Identity.SERVICE);
  }

  /** Rows under a given identity. */
  Scope as(Identity identity);

  /** Statements under one identity. */
  interface Scope {

    /**
     * Runs one statement: begin, identity, statement and commit leave in one flight.
     *
     * @param sql the statement with {@code $1}, {@code $2} … for its parameters
     */
    Uni<RowSet<Row>> query(String sql, Tuple parameters);

    /**
     * Runs several statements in one transaction; rolled back where the work fails or is cancelled.
     */
    <T> Uni<T> transaction(Function<Transaction, Uni<T>> work);
  }
}
