package com.leadignite.auth.testing;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Notes the work that requests have PostgreSQL do; not that of rounds and schedules. */
@Decorator
@Priority(1)
public class CountedRows implements Rows {

  private static final Queue<String> WORK = new ConcurrentLinkedQueue<>();

  private final Rows rows;
  private final CurrentRequest request;

  @Inject
  CountedRows(@Delegate @Any Rows rows, CurrentRequest request) {
    this.rows = rows;
    this.request = request;
  }

  /** Begins to count anew. */
  public static void reset() {
    WORK.clear();
  }

  /** The transactions, statements and events of requests since then, sorted. */
  public static List<String> work() {
    return WORK.stream().sorted().toList();
  }

  private void note(String what) {
    if (request.info().isPresent()) {
      WORK.add(what.replaceAll("\\s+", " ").strip());
    }
  }

  @Override
  public Scope as(Identity identity) {
    Scope scope = rows.as(identity);
    return new Scope() {
      @Override
      public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
        return Uni.createFrom()
            .deferred(() -> {
              note("statement " + sql);
              return scope.query(sql, parameters);
            });
      }

      @Override
      public <T> Uni<T> transaction(Function<Transaction, Uni<T>> work) {
        return scope.transaction(tx -> {
          note("transaction");
          return work.apply(new Counted(tx));
        });
      }
    };
  }

  private final class Counted implements Transaction {

    private final Transaction transaction;

    private Counted(Transaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
      note("statement " + sql);
      return transaction.query(sql, parameters);
    }

    @Override
    public Uni<RowSet<Row>> batch(String sql, List<Tuple> parameters) {
      note("statement " + sql);
      return transaction.batch(sql, parameters);
    }

    @Override
    public void record(AuditEvent event) {
      note("event");
      transaction.record(event);
    }

    @Override
    public void onCommit(Runnable listener) {
      transaction.onCommit(listener);
    }
  }
}
