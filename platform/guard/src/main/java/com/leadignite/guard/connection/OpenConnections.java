package com.leadignite.guard.connection;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections on the public port that have brought a request.
 *
 * <p>Those that have not are not known, and are closed with the port: no request is lost by it.
 */
@Singleton
public final class OpenConnections {

  private final Set<OpenConnection> open = ConcurrentHashMap.newKeySet();
  private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;

  /** Takes note of a request, on its event loop, before anything is answered. */
  public void note(HttpServerRequest request) {
    OpenConnection connection = OpenConnection.known(request);
    if (connection == null) {
      connection = add(OpenConnection.madeKnown(request));
    }
    if (leaving) {
      connection.announce();
    }
  }

  private OpenConnection add(OpenConnection connection) {
    Channel listener = connection.listener();
    if (listener != null) {
      listeners.add(listener);
    }
    open.add(connection);
    connection.channel().closeFuture().addListener(closed -> open.remove(connection));
    return connection;
  }

  /** From now on each answer is the last of its connection; those under way included. */
  void announce() {
    leaving = true;
    open.forEach(connection -> connection.run(connection::announce));
  }

  /** Nobody can connect any more; who has connected is served. */
  void refuseNew() {
    listeners.forEach(listener -> listener.close().awaitUninterruptibly());
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
