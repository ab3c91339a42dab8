package com.leadignite.guard.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Puts a {@link RequestHeadHandler} into each connection that a listener accepts. */
final class ConnectionInitializer extends ChannelInboundHandlerAdapter {

  private final HeadRules rules;

  ConnectionInitializer(HeadRules rules) {
    this.rules = rules;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    if (accepted instanceof Channel connection) {
      connection.pipeline().addLast(new AddBehindTheParser());
    }
    context.fireChannelRead(accepted);
  }

  /** Waits for the parser, which on TLS is there only after the handshake. */
  private final class AddBehindTheParser extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      ChannelHandlerContext parser = context.pipeline().context(HttpRequestDecoder.class);
      if (parser != null) {
        context.pipeline().addAfter(parser.name(), null, new RequestHeadHandler(rules));
      }
      context.fireChannelRead(bytes);
      if (parser != null) {
        context.pipeline().remove(this);
      }
    }
  }
}
