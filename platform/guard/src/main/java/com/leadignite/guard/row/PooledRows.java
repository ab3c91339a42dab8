package com.leadignite.guard.row;

import com.leadignite.guard.audit.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** Rows over a pool of connections, each used by one transaction at a time. */
@Singleton
final class PooledRows implements Rows {

  private final Pool pool;
  private final Outbox outbox;

  @Inject
  PooledRows(Pool pool, Outbox outbox) {
    this.pool = pool;
    this.outbox = outbox;
  }

  @Override
  public Scope as(Identity identity) {
    return new Scope() {
      @Override
      public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
        return Uni.createFrom()
            .emitter(emitter ->
                new PipelinedStatement(pool, identity, sql, parameters, emitter).start());
      }

      @Override
      public <T> Uni<T> transaction(Function<Transaction, Uni<T>> work) {
        return Uni.createFrom()
            .emitter(
                emitter -> new OpenTransaction<>(pool, outbox, identity, work, emitter).open());
      }
    };
  }
}
