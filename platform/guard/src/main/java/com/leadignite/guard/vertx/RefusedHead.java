package com.leadignite.guard.vertx;

import io.netty.handler.codec.DecoderResult;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a head on its way to the filter that throws it. Not a failure to Vert.x, which
 * would answer those itself.
 */
public final class RefusedHead extends DecoderResult {

  private final RuntimeException refusal;

  RefusedHead(RuntimeException refusal) {
    super(refusal);
    this.refusal = refusal;
  }

  /** The refusal of the request's head; null if it is not refused. */
  public static @Nullable RuntimeException of(HttpServerRequest request) {
    return request.decoderResult() instanceof RefusedHead refused ? refused.refusal : null;
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
