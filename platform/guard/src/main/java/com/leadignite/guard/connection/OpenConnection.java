package com.leadignite.guard.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/** One connection and its latest request. Touched on the connection's own event loop only. */
final class OpenConnection {

  private static final AttributeKey<OpenConnection> KEY =
      AttributeKey.valueOf(OpenConnection.class.getName());

  private final ConnectionBase connection;
  private HttpServerRequest latest;
  private boolean closing;

  // Read by other threads, to whom a late sight of it costs one more look.
  private volatile boolean last;

  private OpenConnection(ConnectionBase connection, HttpServerRequest first) {
    this.connection = connection;
    this.latest = first;
  }

  /** The connection that the request came on, where an earlier one made it known. */
  static @Nullable OpenConnection known(HttpServerRequest request) {
    OpenConnection connection = base(request).channel().attr(KEY).get();
    if (connection != null) {
      connection.latest = request;
    }
    return connection;
  }

  static OpenConnection madeKnown(HttpServerRequest request) {
    OpenConnection connection = new OpenConnection(base(request), request);
    connection.channel().attr(KEY).set(connection);
    return connection;
  }

  private static ConnectionBase base(HttpServerRequest request) {
    return (ConnectionBase) request.connection();
  }

  Channel channel() {
    return connection.channel();
  }

  /** Where this connection was accepted. */
  @Nullable Channel listener() {
    return channel().parent();
  }

  void run(Runnable work) {
    connection.getContext().runOnContext(x -> work.run());
  }

  /** Whether its client has been, or is being, told that no request may follow. */
  boolean isLast() {
    return last;
  }

  /** Makes the answer under way, if there is one, tell its client that it is the last. */
  void announce() {
    HttpServerResponse answer = latest.response();
    if (!answer.headWritten()) {
      answer.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      last = true;
    }
  }

  /** Closes it where it is between two requests. */
  void closeIfIdle() {
    if (!closing && latest.response().ended()) {
      closing = true;
      DrainingClose.now(latest, connection.getContext().owner());
    }
  }
}
