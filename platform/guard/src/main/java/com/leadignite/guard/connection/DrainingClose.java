package com.leadignite.guard.connection;

import com.leadignite.guard.vertx.ConnectionAttribute;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Closes a connection whose sender is still sending. Closed at once, with bytes unread, it is
 * reset, and a reset can overtake the answer: a proxy in between then answers 502. So what still
 * arrives is discarded for a moment (nginx: lingering close), pipelined requests included: whether
 * they are requests at all is unknown if the end of the one before them was (RFC 9112, 9.6).
 */
public final class DrainingClose {

  private static final long MOST_MILLIS = 2_000;
  private static final long MOST_BYTES = 16L << 20;

  private static final ConnectionAttribute<DrainingClose> BEGUN =
      new ConnectionAttribute<>(DrainingClose.class);

  private DrainingClose() {}

  /** Whether the connection has had its last answer, or is having it, so that nothing follows. */
  public static boolean hasBegun(HttpConnection connection) {
    return BEGUN.get(connection) != null;
  }

  /**
   * Closes the connection when the answer is out and its sender is done, or has gone on too long.
   */
  public static void afterTheAnswer(RoutingContext context) {
    BEGUN.set(context.request().connection(), new DrainingClose());
    context.response().endHandler(ended -> now(context.request(), context.vertx()));
  }

  /** The same for a request whose answer is out, on its event loop. */
  public static void now(HttpServerRequest request, Vertx vertx) {
    if (request.isEnded()) {
      request.connection().close();
      return;
    }
    long timer = vertx.setTimer(MOST_MILLIS, tooLong -> request.connection().close());
    request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
    long[] drained = new long[1];
    request.handler(part -> {
      drained[0] += part.length();
      if (drained[0] > MOST_BYTES) {
        request.connection().close();
      }
    });
    request.endHandler(done -> request.connection().close());
    request.exceptionHandler(gone -> request.connection().close());
    request.resume();
  }
}
