package com.leadignite.guard.connection;

import com.leadignite.guard.vertx.ConnectionAttribute;
import com.leadignite.guard.vertx.HttpConnections;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** One connection and its latest request. Touched on the connection's own event loop only. */
final class OpenConnection {

  private static final ConnectionAttribute<OpenConnection> KNOWN =
      new ConnectionAttribute<>(OpenConnection.class);

  private final HttpConnection connection;
  private HttpServerRequest latest;
  private boolean closing;

  // Read by other threads; one that sees an old value looks again soon.
  private volatile boolean last;

  private OpenConnection(HttpServerRequest first) {
    this.connection = first.connection();
    this.latest = first;
  }

  /** The connection of the request; null if this is its first request. */
  static @Nullable OpenConnection known(HttpServerRequest request) {
    OpenConnection connection = KNOWN.get(request.connection());
    if (connection != null) {
      connection.latest = request;
    }
    return connection;
  }

  /** Registers the connection of its first request. */
  static OpenConnection register(HttpServerRequest request) {
    OpenConnection connection = new OpenConnection(request);
    KNOWN.set(connection.connection, connection);
    return connection;
  }

  /** Where this connection was accepted. */
  HttpConnections.@Nullable Listener listener() {
    return HttpConnections.listener(connection);
  }

  void onClose(Runnable work) {
    HttpConnections.onClose(connection, work);
  }

  void run(Runnable work) {
    HttpConnections.run(connection, work);
  }

  /** Whether its client was sent, or is being sent, {@code Connection: close}. */
  boolean isLast() {
    return last;
  }

  /** Adds {@code Connection: close} to the answer under way, if there is one. */
  void announce() {
    HttpServerResponse answer = latest.response();
    if (!answer.headWritten()) {
      answer.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      last = true;
    }
  }

  /** Closes it if it is between two requests. */
  void closeIfIdle() {
    if (!closing && latest.response().ended()) {
      closing = true;
      DrainingClose.now(latest, HttpConnections.vertx(connection));
    }
  }
}
