package com.leadignite.guard.vertx;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import org.jspecify.annotations.Nullable;

/** Contexts on which results are delivered. */
public final class Contexts {

  private Contexts() {}

  /**
   * A promise whose future completes on the context of the call, whatever thread completes it: what
   * follows keeps the caller's request scope.
   */
  public static <T> Promise<T> promise(Vertx vertx) {
    return ((ContextInternal) vertx.getOrCreateContext()).promise();
  }

  /** A context on an event loop, of no request. */
  public static Context onEventLoop(Vertx vertx) {
    return ((VertxInternal) vertx).createEventLoopContext();
  }

  /** The context of a request; null if the request is a wrapper that does not reveal it. */
  public static @Nullable Context of(HttpServerRequest request) {
    return request instanceof HttpServerRequestInternal known ? known.context() : null;
  }
}
