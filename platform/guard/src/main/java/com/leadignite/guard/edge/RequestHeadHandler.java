package com.leadignite.guard.edge;

import com.leadignite.guard.problem.Problem;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
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
 * <p>What is to be refused goes on as a request for {@code /} that could be read, with its refusal
 * as the cause in its decoder result, for {@link RequestHeadFilter} to throw.
 */
final class RequestHeadHandler extends ChannelInboundHandlerAdapter {

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof HttpRequest request)) {
      context.fireChannelRead(message);
      return;
    }
    boolean unreadable = request.decoderResult().isFailure();
    Problem refusal =
        unreadable ? unreadable(request.decoderResult().cause()) : refusalOfHead(request);
    if (refusal == null) {
      String target = request.uri();
      String escaped = RequestTarget.escaped(target);
      if (!escaped.equals(target)) {
        request.setUri(escaped);
      }
    } else {
      request.setUri("/");
      request.headers().set(HttpHeaderNames.HOST, "refused.invalid");
      if (unreadable) {
        // Nothing behind it is read: whatever answers, a limit too, has to end the connection.
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      if (!isOld(request)) {
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
      }
      request.setDecoderResult(new Refused(refusal));
    }
    context.fireChannelRead(request);
    if (unreadable) {
      // Netty reads nothing behind a head that is none.
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private static Problem unreadable(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException line -> RequestTarget.tooLong().header("Connection", "close");
      case TooLongHttpHeaderException fields -> RequestHeaders.tooLarge();
      default -> RequestHeaders.malformed("The head of the request cannot be read.");
    };
  }

  /** Only what would be answered before our filters are asked. */
  private static @Nullable Problem refusalOfHead(HttpRequest request) {
    boolean old = isOld(request);
    if (!old && !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return RequestHeaders.malformed("Send HTTP/1.1.");
    }
    if (!RequestTarget.isPlain(request.uri())) {
      return RequestTarget.refusal();
    }
    String host = request.headers().get(HttpHeaderNames.HOST);
    if (host == null ? !old : !RequestHeaders.isHost(host)) {
      return RequestHeaders.malformed("Send one Host field, with a host.");
    }
    return null;
  }

  /** Whose client does not expect that the connection is kept. */
  private static boolean isOld(HttpRequest request) {
    return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  /** Not a failure to Vert.x, which would answer those itself. */
  private static final class Refused extends DecoderResult {

    private final Problem refusal;

    Refused(Problem refusal) {
      super(refusal);
      this.refusal = refusal;
    }

    @Override
    public boolean isFinished() {
      return true;
    }

    @Override
    public boolean isSuccess() {
      return true;
    }

    @Override
    public boolean isFailure() {
      return false;
    }

    @Override
    public Throwable cause() {
      return refusal;
    }
  }
}
