package com.leadignite.auth.testing;

import com.leadignite.testkit.server.PlatformServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What is in the database, as its superuser sees it. */
public final class Stored {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(20);

  private Stored() {}

  /** How many rows; the text follows {@code from}. */
  public static long count(String from) {
    return Long.parseLong(text("select count(*)::text from " + from));
  }

  /** How many audit events of an action wait in the outbox. */
  public static long events(String action) {
    return count("auth.outbox o where o::text like '%" + action + "%'");
  }

  /** Waits until there are so many rows. */
  public static void await(long rows, String from) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (count(from) != rows) {
      if (System.nanoTime() > end) {
        throw new AssertionError(count(from) + " rows and not " + rows + " of " + from);
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  /** All rows of a table, as text. */
  public static String dump(String table) {
    return text("select coalesce(string_agg(t::text, ' '), '') from " + table + " t");
  }

  /** The first column of the first row. */
  public static String text(String sql) {
    try (Connection connection = PlatformServers.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException("a test's query failed", e);
    }
  }
}
