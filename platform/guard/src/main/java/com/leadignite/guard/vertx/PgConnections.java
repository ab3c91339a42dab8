package com.leadignite.guard.vertx;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.time.Duration;

/** What the PostgreSQL client has no setting for. */
public final class PgConnections {

  private PgConnections() {}

  /**
   * Prepares a new connection: writes that follow each other leave in one packet, and a server that
   * stays silent while answers are due loses the connection.
   *
   * @param silence how long a server may stay silent
   */
  public static void configure(SqlConnection connection, Duration silence) {
    if (socket(connection) instanceof SocketConnectionBase socket) {
      ChannelPipeline pipeline = socket.socket().channelHandlerContext().pipeline();
      pipeline.addFirst(new ResponseTimeoutHandler(socket, silence));
      // The client flushes after each statement; this makes one packet, and one system call, of
      // the four of a pipelined statement.
      pipeline.addFirst(
          new FlushConsolidationHandler(
              FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
    }
  }

  /** Whether the connection is open, as far as the client has noticed. */
  public static boolean isValid(SqlConnection connection) {
    return socket(connection).isValid();
  }

  /** The connection itself: the pool's wrapper of it says that it is valid whatever it is. */
  private static Connection socket(SqlConnection connection) {
    return ((SqlConnectionInternal) connection).unwrap().unwrap();
  }
}
