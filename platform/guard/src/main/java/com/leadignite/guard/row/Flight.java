package com.leadignite.guard.row;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * One statement in a transaction of its own: begin, identity, statement and commit are sent without
 * waiting for each other's answers.
 *
 * <p>Sending the commit before the statement is known to have worked is safe: once a statement
 * failed, PostgreSQL answers commit by rolling back. The answers arrive in the order of the
 * questions, so the first failure seen is the one that counts, and the commit's answer is the last.
 */
final class Flight {

  private static final int ATTEMPTS = 2;

  private final Pool pool;
  private final Identity identity;
  private final String sql;
  private final Tuple parameters;
  private final UniEmitter<? super RowSet<Row>> emitter;
  private volatile boolean cancelled;
  private int attempt;
  private @Nullable RowSet<Row> rows;
  private @Nullable Throwable failure;

  Flight(
      Pool pool,
      Identity identity,
      String sql,
      Tuple parameters,
      UniEmitter<? super RowSet<Row>> emitter) {
    this.pool = pool;
    this.identity = identity;
    this.sql = sql;
    this.parameters = parameters;
    this.emitter = emitter;
    // Also called when the flight has landed, where it no longer matters.
    emitter.onTermination(() -> cancelled = true);
  }

  void depart() {
    attempt++;
    failure = null;
    pool.getConnection().onComplete(this::send);
  }

  private void send(AsyncResult<SqlConnection> leased) {
    if (leased.failed()) {
      emitter.fail(Failures.unreachable(leased.cause()));
      return;
    }
    SqlConnection connection = leased.result();
    if (cancelled) {
      connection.close();
      return;
    }
    String end = Statements.COMMIT;
    connection.query(Statements.BEGIN).execute().onComplete(this::answered);
    connection
        .preparedQuery(Statements.IDENTITY)
        .execute(identity.parameters())
        .onComplete(this::answered);
    try {
      connection.preparedQuery(sql).execute(parameters).onComplete(this::answered);
    } catch (RuntimeException e) {
      failure = e;
      end = Statements.ROLLBACK;
    }
    connection.query(end).execute().onComplete(ended -> land(connection, ended));
  }

  private void answered(AsyncResult<RowSet<Row>> answer) {
    if (answer.succeeded()) {
      rows = answer.result();
    } else if (failure == null) {
      failure = answer.cause();
    }
  }

  private void land(SqlConnection connection, AsyncResult<RowSet<Row>> ended) {
    connection.close();
    if (failure == null && ended.succeeded()) {
      emitter.complete(rows);
      return;
    }
    Throwable first = failure == null ? ended.cause() : failure;
    if (ended.failed() && !Failures.isRefusal(ended.cause())) {
      emitter.fail(Failures.unconfirmed(first));
    } else if (Failures.isLostRace(first) && attempt < ATTEMPTS && !cancelled) {
      depart();
    } else {
      emitter.fail(Failures.of(first, sql));
    }
  }
}
