package com.leadignite.guard.row;

import com.leadignite.guard.testing.Servers;
import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.lang.management.ManagementFactory;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Measures what {@link Rows} costs this process over the bare statement, in CPU microseconds per
 * call; everything on one event loop. Run by hand, on a quiet machine.
 */
final class RowsCost {

  private static final UUID TENANT = UUID.fromString("01900000-0000-7000-8000-00000000000a");
  private static final String ONE = "select id, body from notes where tenant_id = $1 and body = $2";
  private static final int CALLS = 60_000;
  private static final int AT_A_TIME = 8;

  private RowsCost() {}

  /** Prints one line per way and round; the first round warms up. */
  public static void main(String[] arguments) {
    TestingSchema schema = TestingSchema.create(Servers.postgres(), "cost");
    schema.sql("insert into cost.notes (tenant_id, body) values ('" + TENANT + "', 'one')");
    schema.sql("alter role cost_app set app.role = 'service'");
    Tuple key = Tuple.of(TENANT, "one");
    Identity identity = new Identity(TENANT.toString(), "", "user");
    try (TestingPool guarded = TestingPool.as(schema.app(), AT_A_TIME)) {
      Rows.Scope rows = guarded.rows().as(identity);
      Pool bare = unguarded(guarded.vertx(), schema);
      Rows.Scope unconsolidated = TestingPool.rows(bare).as(identity);
      for (int round = 0; round < 4; round++) {
        measure("bare select", guarded.vertx(), () -> bare.preparedQuery(ONE).execute(key));
        measure("Rows.query, flushing each", guarded.vertx(), () -> future(unconsolidated, key));
        measure("Rows.query", guarded.vertx(), () -> future(rows, key));
      }
      bare.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Pool unguarded(Vertx vertx, TestingSchema schema) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(AT_A_TIME).setEventLoopSize(1))
        .connectingTo(TestingPool.options(Servers.postgres().port(), schema.app()))
        .using(vertx)
        .build();
  }

  private static Future<?> future(Rows.Scope rows, Tuple key) {
    Promise<Object> done = Promise.promise();
    rows.query(ONE, key).subscribe().with(done::complete, done::fail);
    return done.future();
  }

  private static void measure(String name, Vertx vertx, Supplier<Future<?>> call) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    Promise<Void> done = Promise.promise();
    int[] state = {CALLS, CALLS};
    vertx
        .getOrCreateContext()
        .runOnContext(x -> {
          for (int i = 0; i < AT_A_TIME; i++) {
            next(call, state, done);
          }
        });
    done.future().toCompletionStage().toCompletableFuture().join();
    System.out.printf(
        "%-28s %6.1f us CPU, %7.0f calls/s%n",
        name,
        (system.getProcessCpuTime() - cpu) / 1000.0 / CALLS,
        CALLS / ((System.nanoTime() - wall) / 1e9));
  }

  private static void next(Supplier<Future<?>> call, int[] state, Promise<Void> done) {
    if (state[0]-- > 0) {
      call.get()
          .onComplete(answer -> {
            if (answer.failed()) {
              done.tryFail(answer.cause());
            } else if (--state[1] == 0) {
              done.complete();
            } else {
              next(call, state, done);
            }
          });
    }
  }
}
