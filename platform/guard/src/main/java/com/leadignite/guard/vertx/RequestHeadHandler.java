package com.leadignite.guard.vertx;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/**
 * Brings every request to the guard's filters, readable or not, right behind Netty's parser. Vert.x
 * would answer a head that it cannot read, and Quarkus a target that {@link java.net.URI} does not
 * take, by a bare status: without a problem document, CORS fields, request id, limit or count.
 *
 * <p>What is to be refused is passed on as a request that can be read, with a {@link RefusedHead}
 * for a filter to throw.
 */
final class RequestHeadHandler extends ChannelInboundHandlerAdapter {

  /** The target of what is refused. Not "/": metrics have a label of its own for that. */
  private static final String REFUSED = "/refused";

  private final HeadRules rules;

  RequestHeadHandler(HeadRules rules) {
    this.rules = rules;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof HttpRequest request)) {
      context.fireChannelRead(message);
      return;
    }
    boolean unreadable = request.decoderResult().isFailure();
    RuntimeException refusal =
        unreadable ? unreadable(request.decoderResult().cause()) : refusalOfHead(request);
    if (refusal == null) {
      String target = request.uri();
      String escaped = rules.escaped(target);
      if (!escaped.equals(target)) {
        request.setUri(escaped);
      }
    } else {
      request.setUri(REFUSED);
      request.headers().set(HttpHeaderNames.HOST, "refused.invalid");
      if (unreadable) {
        // Nothing behind it is read: whatever answers, a limit too, has to end the connection.
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      if (!isOld(request)) {
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
      }
      request.setDecoderResult(new RefusedHead(refusal));
    }
    context.fireChannelRead(request);
    if (unreadable) {
      // Netty reads nothing behind a head that is none.
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private RuntimeException unreadable(Throwable cause) {
    return rules.unreadable(
        switch (cause) {
          case TooLongHttpLineException line -> HeadRules.Unreadable.LONG_LINE;
          case TooLongHttpHeaderException fields -> HeadRules.Unreadable.LARGE_FIELDS;
          default -> HeadRules.Unreadable.MALFORMED;
        });
  }

  private @Nullable RuntimeException refusalOfHead(HttpRequest request) {
    boolean old = isOld(request);
    if (!old && !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return rules.unknownVersion();
    }
    return rules.refusal(request.uri(), request.headers().get(HttpHeaderNames.HOST), !old);
  }

  /** HTTP/1.0: its client expects the connection to be closed, and need not send a Host. */
  private static boolean isOld(HttpRequest request) {
    return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }
}
