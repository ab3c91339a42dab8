package com.leadignite.testkit.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections that are kept for the next caller when they are closed, as they were when they were
 * new. A test looks into the database several times, and each new connection costs a proof of the
 * password, a process of PostgreSQL, and that process its caches.
 */
final class KeptConnections {

  private final DataSource source;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

  private KeptConnections(DataSource source) {
    this.source = source;
  }

  /** The same data source, whose connections are kept. */
  static DataSource of(DataSource source) {
    KeptConnections kept = new KeptConnections(source);
    return (DataSource)
        Proxy.newProxyInstance(
            KeptConnections.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) ->
                method.getName().equals("getConnection") && arguments == null
                    ? kept.lend()
                    : call(source, method, arguments));
  }

  private Connection lend() throws SQLException {
    for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (kept.isValid(0)) {
        return lent(kept);
      }
    }
    return lent(source.getConnection());
  }

  private Connection lent(Connection connection) {
    AtomicBoolean closed = new AtomicBoolean();
    return (Connection)
        Proxy.newProxyInstance(
            KeptConnections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                if (closed.compareAndSet(false, true)) {
                  takeBack(connection);
                }
                return null;
              }
              if (method.getName().equals("isClosed")) {
                return closed.get() || connection.isClosed();
              }
              if (closed.get()) {
                throw new SQLException("this connection was closed");
              }
              return call(connection, method, arguments);
            });
  }

  private void takeBack(Connection connection) throws SQLException {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("discard all");
      }
      idle.add(connection);
    } catch (SQLException lost) {
      connection.close();
    }
  }

  private static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
