package com.leadignite.guard.row;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.Outbox;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One transaction from begin to its end, which comes exactly once: by the work's item (commit), its
 * failure or its cancellation (rollback).
 */
final class OpenTransaction<T> implements Transaction {

  private final Pool pool;
  private final Outbox outbox;
  private final Identity identity;
  private final Function<Transaction, Uni<T>> work;
  private final UniEmitter<? super T> emitter;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final List<AuditEvent> events = new ArrayList<>();
  private final List<Runnable> onCommit = new ArrayList<>();
  private final AtomicInteger due = new AtomicInteger(1);
  private volatile Runnable onAllAnswered = () -> {};
  private volatile boolean cancelled;
  private volatile @Nullable SqlConnection connection;
  private volatile @Nullable Cancellable running;
  private volatile @Nullable Throwable failure;

  OpenTransaction(
      Pool pool,
      Outbox outbox,
      Identity identity,
      Function<Transaction, Uni<T>> work,
      UniEmitter<? super T> emitter) {
    this.pool = pool;
    this.outbox = outbox;
    this.identity = identity;
    this.work = work;
    this.emitter = emitter;
    emitter.onTermination(this::cancel);
  }

  void open() {
    pool.getConnection().onComplete(this::begin);
  }

  @Override
  public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
    return run(sql, () -> lease().preparedQuery(sql).execute(parameters));
  }

  @Override
  public Uni<RowSet<Row>> batch(String sql, List<Tuple> parameters) {
    return run(sql, () -> lease().preparedQuery(sql).executeBatch(parameters));
  }

  @Override
  public void record(AuditEvent event) {
    refuseIfEnded();
    events.add(event);
  }

  @Override
  public void onCommit(Runnable listener) {
    refuseIfEnded();
    onCommit.add(listener);
  }

  private void begin(AsyncResult<SqlConnection> leased) {
    if (leased.failed()) {
      emitter.fail(DatabaseFailures.unreachable(leased.cause()));
      return;
    }
    SqlConnection lease = leased.result();
    connection = lease;
    if (cancelled) {
      lease.close();
      return;
    }
    send(lease.query(Statements.BEGIN).execute());
    send(lease.preparedQuery(Statements.IDENTITY).execute(identity.parameters()));
    try {
      running = work.apply(this).subscribe().with(this::commit, this::rollback);
    } catch (RuntimeException e) {
      rollback(e);
    }
    if (cancelled) {
      cancel();
    }
  }

  private Uni<RowSet<Row>> run(String sql, Supplier<Future<RowSet<Row>>> statement) {
    return Uni.createFrom()
        .emitter(answer -> {
          refuseIfEnded();
          send(statement.get())
              .onComplete(done -> {
                if (done.succeeded()) {
                  answer.complete(done.result());
                } else {
                  answer.fail(DatabaseFailures.of(done.cause(), sql, lease()));
                }
              });
        });
  }

  /** Notes that an answer is due, and when it comes, whether it is a failure. */
  private Future<RowSet<Row>> send(Future<RowSet<Row>> statement) {
    due.incrementAndGet();
    return statement.onComplete(answer -> {
      if (answer.failed() && failure == null) {
        failure = answer.cause();
      }
      seen();
    });
  }

  /**
   * The end of the transaction counts as due from the beginning, so this reaches zero once: when
   * the end and all statements have been answered, in whatever order the answers are seen (see
   * {@link PipelinedStatement}).
   */
  private void seen() {
    if (due.decrementAndGet() == 0) {
      onAllAnswered.run();
    }
  }

  private void commit(T item) {
    if (failure != null) {
      rollback(new IllegalStateException("the work continued after a failed statement", failure));
      return;
    }
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    SqlConnection lease = lease();
    try {
      sendEvents(lease);
    } catch (RuntimeException e) {
      end(lease, e);
      return;
    }
    lease
        .query(Statements.COMMIT)
        .execute()
        .onComplete(done -> {
          onAllAnswered =
              () -> {
                lease.close();
                committed(done, item);
              };
          seen();
        });
  }

  private void sendEvents(SqlConnection lease) {
    if (events.size() == 1) {
      Tuple message = outbox.message(events.getFirst());
      send(lease.preparedQuery(Outbox.INSERT).execute(message));
    } else if (!events.isEmpty()) {
      Tuple messages = outbox.messages(events);
      send(lease.preparedQuery(Outbox.INSERT_ALL).execute(messages));
    }
  }

  private void committed(AsyncResult<RowSet<Row>> done, T item) {
    Throwable first = failure == null ? done.cause() : failure;
    if (first == null) {
      if (!events.isEmpty()) {
        outbox.committed();
      }
      onCommit.forEach(Runnable::run);
      emitter.complete(item);
    } else if (done.failed() && !DatabaseFailures.isRefusal(done.cause())) {
      emitter.fail(DatabaseFailures.unconfirmed(first));
    } else {
      emitter.fail(DatabaseFailures.of(first, Statements.COMMIT));
    }
  }

  private void rollback(Throwable reason) {
    if (ending.compareAndSet(false, true)) {
      end(lease(), reason);
    }
  }

  private void end(SqlConnection lease, Throwable reason) {
    lease
        .query(Statements.ROLLBACK)
        .execute()
        .onComplete(done -> {
          lease.close();
          emitter.fail(reason);
        });
  }

  private void cancel() {
    cancelled = true;
    Cancellable current = running;
    if (current != null) {
      current.cancel();
    }
    if (connection != null) {
      rollback(new IllegalStateException("cancelled"));
    }
  }

  private SqlConnection lease() {
    SqlConnection lease = connection;
    if (lease == null) {
      throw new IllegalStateException("the transaction has not begun");
    }
    return lease;
  }

  private void refuseIfEnded() {
    if (ending.get()) {
      throw new IllegalStateException("the transaction has ended");
    }
  }
}
