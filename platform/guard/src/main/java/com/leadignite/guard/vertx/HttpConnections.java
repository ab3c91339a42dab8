package com.leadignite.guard.vertx;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/** Connections of the public port, beyond what a request knows of its own. */
public final class HttpConnections {

  private HttpConnections() {}

  /** Where connections are accepted. */
  public record Listener(Channel channel) {

    /** Accepts no connection any more; blocks until that is so. */
    public void close() {
      channel.close().awaitUninterruptibly();
    }
  }

  static Channel channel(HttpConnection connection) {
    return base(connection).channel();
  }

  private static ConnectionBase base(HttpConnection connection) {
    return (ConnectionBase) connection;
  }

  /** Where the connection was accepted; null if it was not. */
  public static @Nullable Listener listener(HttpConnection connection) {
    Channel listener = channel(connection).parent();
    return listener == null ? null : new Listener(listener);
  }

  /**
   * Runs the work once the connection is closed; in addition to the handler that a request may set.
   */
  public static void onClose(HttpConnection connection, Runnable work) {
    channel(connection).closeFuture().addListener(closed -> work.run());
  }

  /** Runs the work on the connection's context. */
  public static void run(HttpConnection connection, Runnable work) {
    base(connection).getContext().runOnContext(x -> work.run());
  }

  /** The Vert.x that serves the connection. */
  public static Vertx vertx(HttpConnection connection) {
    return base(connection).getContext().owner();
  }
}
