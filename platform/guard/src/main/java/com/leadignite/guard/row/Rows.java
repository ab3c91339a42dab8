package com.leadignite.guard.row;

import com.leadignite.guard.caller.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * The only access to rows: every statement runs in a transaction with an identity.
 *
 * <p>What fails, fails the same way everywhere: PostgreSQL out of reach, overloaded, restarting or
 * a commit whose outcome is unknown is a {@code Problem} of type {@code unavailable} (503,
 * Retry-After); anything else PostgreSQL refuses is a {@link RowFailure}, which the store turns
 * into its own answer if it expects it ({@link Constraint#violated}) and which is otherwise
 * answered as an internal error. In each case nothing of the transaction remains, except after an
 * unknown outcome: then it may have committed.
 *
 * <p>The types are those of the bare Vert.x client ({@code io.vertx.sqlclient}), not its Mutiny
 * twins: those wrap every row once more.
 */
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

  /** Statements under one identity. Nothing runs before the returned Uni is subscribed to. */
  interface Scope {

    /**
     * Runs one statement: begin, identity, statement and commit are pipelined. A statement that
     * lost a race (deadlock, serialization failure) is run once more.
     *
     * @param sql the statement with {@code $1}, {@code $2} … for its parameters
     */
    Uni<RowSet<Row>> query(String sql, Tuple parameters);

    /**
     * Runs several statements in one transaction; begin and identity are sent with the first of
     * them, audit events with the commit. Rolled back if the work fails, is cancelled, or continues
     * after one of its statements failed: PostgreSQL has aborted the transaction by then.
     *
     * @param work called once per subscription; what it does outside the transaction is not undone
     */
    <T> Uni<T> transaction(Function<Transaction, Uni<T>> work);
  }
}
