package com.leadignite.guard.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Gives each connection that a listener accepts its {@link RequestHeadHandler}. */
final class ConnectionInitializer extends ChannelInboundHandlerAdapter {

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    if (accepted instanceof Channel connection) {
      connection.pipeline().addLast(new BehindTheParser());
    }
    context.fireChannelRead(accepted);
  }

  /** Waits for the parser, which on TLS is there only after the handshake. */
  private static final class BehindTheParser extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      ChannelHandlerContext parser = context.pipeline().context(HttpRequestDecoder.class);
      if (parser != null) {
        context.pipeline().addAfter(parser.name(), null, new RequestHeadHandler());
      }
      context.fireChannelRead(bytes);
      if (parser != null) {
        context.pipeline().remove(this);
      }
    }
  }
}
