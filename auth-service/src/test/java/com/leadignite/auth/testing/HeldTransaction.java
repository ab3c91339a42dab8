package com.leadignite.auth.testing;

import com.leadignite.testkit.server.PlatformServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A transaction of the test's own, whose locks others wait for until it ends. */
public final class HeldTransaction implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String WAITING =
      "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

  private final Connection connection;

  private HeldTransaction(Connection connection) {
    this.connection = connection;
  }

  /** Begins it with a statement. */
  public static HeldTransaction begin(String sql) {
    try {
      Connection connection = PlatformServers.superuser().getConnection();
      connection.setAutoCommit(false);
      HeldTransaction held = new HeldTransaction(connection);
      held.run(sql);
      return held;
    } catch (SQLException e) {
      throw new IllegalStateException("a test's transaction did not begin", e);
    }
  }

  /** Runs another statement in it. */
  public void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("a statement of a test failed", e);
    }
  }

  /** Returns once so many transactions wait for a lock, its own or each other's. */
  public void awaitWaiting(int others) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Stored.count(WAITING) < others) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no " + others + " transactions wait for a lock");
      }
      Thread.sleep(10);
    }
  }

  /** Commits it. */
  public void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("a test's transaction did not commit", e);
    }
  }

  /** Rolls back what was not committed. */
  @Override
  public void close() {
    try (Connection closing = connection) {
      closing.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("a test's transaction did not end", e);
    }
  }
}
