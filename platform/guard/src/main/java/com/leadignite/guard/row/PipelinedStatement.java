package com.leadignite.guard.row;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One statement in a transaction of its own: begin, identity, statement and commit are sent without
 * waiting for each other's answers.
 *
 * <p>Sending the commit before the statement is known to have worked is safe: once a statement
 * failed, PostgreSQL answers commit by rolling back.
 *
 * <p>PostgreSQL answers in order, but the answers may be seen in another one if the connection
 * lives on another event loop than the request: a future that is complete by the time it is
 * listened to runs its listener at once, ahead of those that are queued. So the statement is
 * finished when all four have been seen, and only then looks at them.
 */
final class PipelinedStatement {

  private static final int ATTEMPTS = 2;

  private final Pool pool;
  private final Identity identity;
  private final String sql;
  private final Tuple parameters;
  private final UniEmitter<? super RowSet<Row>> emitter;
  private volatile boolean cancelled;
  private int attempt;

  PipelinedStatement(
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
    // Also called once it is finished, when it no longer matters.
    emitter.onTermination(() -> cancelled = true);
  }

  void start() {
    attempt++;
    pool.getConnection().onComplete(this::send);
  }

  private void send(AsyncResult<SqlConnection> leased) {
    if (leased.failed()) {
      emitter.fail(DatabaseFailures.unreachable(leased.cause()));
      return;
    }
    SqlConnection connection = leased.result();
    if (cancelled) {
      connection.close();
      return;
    }
    Future<RowSet<Row>> begin = connection.query(Statements.BEGIN).execute();
    Future<RowSet<Row>> named =
        connection.preparedQuery(Statements.IDENTITY).execute(identity.parameters());
    Future<RowSet<Row>> statement = statement(connection);
    Future<RowSet<Row>> end = connection.query(Statements.COMMIT).execute();
    AtomicInteger due = new AtomicInteger(4);
    Handler<AsyncResult<RowSet<Row>>> seen =
        answer -> {
          if (due.decrementAndGet() == 0) {
            finish(connection, firstFailure(begin, named, statement), statement, end);
          }
        };
    begin.onComplete(seen);
    named.onComplete(seen);
    statement.onComplete(seen);
    end.onComplete(seen);
  }

  private Future<RowSet<Row>> statement(SqlConnection connection) {
    try {
      return connection.preparedQuery(sql).execute(parameters);
    } catch (RuntimeException e) {
      // Nothing was sent, so the commit that follows commits nothing.
      return Future.failedFuture(e);
    }
  }

  private static @Nullable Throwable firstFailure(
      Future<?> begin, Future<?> named, Future<?> statement) {
    if (begin.failed()) {
      return begin.cause();
    }
    return named.failed() ? named.cause() : statement.cause();
  }

  private void finish(
      SqlConnection connection,
      @Nullable Throwable failure,
      Future<RowSet<Row>> statement,
      Future<RowSet<Row>> end) {
    connection.close();
    if (failure == null && end.succeeded()) {
      emitter.complete(statement.result());
      return;
    }
    Throwable first = failure == null ? end.cause() : failure;
    if (end.failed() && !DatabaseFailures.isRefusal(end.cause())) {
      emitter.fail(DatabaseFailures.unconfirmed(first));
    } else if (DatabaseFailures.isLostRace(first) && attempt < ATTEMPTS && !cancelled) {
      start();
    } else {
      emitter.fail(DatabaseFailures.of(first, sql));
    }
  }
}
