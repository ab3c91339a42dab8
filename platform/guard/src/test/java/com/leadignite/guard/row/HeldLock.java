package com.leadignite.guard.row;

import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;

/**
 * A lock that a session of its own holds until it is closed; {@link #WAIT} takes a connection for
 * as long.
 */
final class HeldLock implements AutoCloseable {

  static final String WAIT = "select pg_advisory_xact_lock(20261)";

  private final TestingPool pool;
  private boolean held = true;

  private HeldLock(TestingPool pool) {
    this.pool = pool;
  }

  static HeldLock take(String role) throws Exception {
    TestingPool pool = TestingPool.as(role, 1);
    SqlConnection connection =
        pool.pool()
            .getConnection()
            .toCompletionStage()
            .toCompletableFuture()
            .get(1, TimeUnit.MINUTES);
    connection
        .query("select pg_advisory_lock(20261)")
        .execute()
        .toCompletionStage()
        .toCompletableFuture()
        .get(1, TimeUnit.MINUTES);
    return new HeldLock(pool);
  }

  /** Ends its session, and the lock with it. */
  void release() {
    if (held) {
      held = false;
      pool.close();
    }
  }

  @Override
  public void close() {
    release();
  }
}
