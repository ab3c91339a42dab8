package com.leadignite.guard.edge;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What the guard knows of a request before anything else is done with it.
 *
 * @param requestId names the request in the answer, in logs and in audit events; always ours
 * @param clientRequestId the sender's own id, kept in addition to ours; null if it says nothing, or
 *     nothing that a log could take
 * @param address where it comes from
 * @param userAgent what the client says it is, at most 256 characters; null if it says nothing
 */
public record RequestInfo(
    String requestId,
    @Nullable String clientRequestId,
    ClientAddress address,
    @Nullable String userAgent) {

  private static final String KEY = "leadignite.request-info";

  /** What is known of the request; every request of the public port has it. */
  public static RequestInfo of(RoutingContext context) {
    RequestInfo info = context.get(KEY);
    if (info == null) {
      throw new IllegalStateException("the request did not come through the guard");
    }
    return info;
  }

  static boolean isKnown(RoutingContext context) {
    return context.get(KEY) != null;
  }

  void attach(RoutingContext context) {
    context.put(KEY, this);
  }
}
