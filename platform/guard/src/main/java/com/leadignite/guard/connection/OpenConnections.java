package com.leadignite.guard.connection;

import com.leadignite.guard.vertx.HttpConnections.Listener;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections on the public port that have brought a request.
 *
 * <p>Others are not tracked, and are closed with the port: no request is lost by that.
 */
@Singleton
public final class OpenConnections {

  private final Set<OpenConnection> open = ConcurrentHashMap.newKeySet();
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;

  /** Registers a request, on its event loop, before anything is answered. */
  public void note(HttpServerRequest request) {
    OpenConnection connection = OpenConnection.known(request);
    if (connection == null) {
      connection = add(OpenConnection.register(request));
    }
    if (leaving) {
      connection.announce();
    }
  }

  private OpenConnection add(OpenConnection connection) {
    Listener listener = connection.listener();
    if (listener != null) {
      listeners.add(listener);
    }
    open.add(connection);
    connection.onClose(() -> open.remove(connection));
    return connection;
  }

  /** From now on each answer is the last of its connection; those under way included. */
  void announce() {
    leaving = true;
    open.forEach(connection -> connection.run(connection::announce));
  }

  /** Accepts no connection any more; open ones are served. */
  void refuseNew() {
    listeners.forEach(Listener::close);
  }

  /** Closes those that have had their last answer. */
  void closeLast() {
    open.forEach(connection -> {
      if (connection.isLast()) {
        connection.run(connection::closeIfIdle);
      }
    });
  }

  /** Closes all that are between two requests. */
  void closeIdle() {
    open.forEach(connection -> connection.run(connection::closeIfIdle));
  }

  /** How many are open. */
  int count() {
    return open.size();
  }
}
