package com.leadignite.guard.vertx;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that stays silent while answers are due: a server that was stopped or cut off
 * closes nothing, and requests would wait for it forever. One timer per connection costs nothing
 * per request.
 */
final class ResponseTimeoutHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = Logger.getLogger(ResponseTimeoutHandler.class);
  private static final int LOOKS = 4;

  private final SocketConnectionBase connection;
  private final Duration patience;
  private @Nullable ScheduledFuture<?> timer;
  private boolean heard;
  private int silentLooks;

  ResponseTimeoutHandler(SocketConnectionBase connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    long pause = patience.toMillis() / LOOKS;
    timer =
        context
            .executor()
            .scheduleAtFixedRate(() -> look(context), pause, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    heard = true;
    context.fireChannelRead(message);
  }

  private void look(ChannelHandlerContext context) {
    silentLooks = heard || connection.inflight() == 0 ? 0 : silentLooks + 1;
    heard = false;
    if (silentLooks >= LOOKS) {
      LOG.warnf("PostgreSQL has not answered for %s; giving up the connection", patience);
      var _ = context.close();
    }
  }
}
