package com.leadignite.guard.route;

import com.leadignite.guard.vertx.Contexts;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps paths that match no route, which are the client's own text, out of the labels of metrics.
 */
public final class RouteLabel {

  /** The label instead. */
  static final String UNMATCHED = "UNMATCHED";

  /** Where Quarkus REST leaves a route's template for its metrics. */
  private static final String TEMPLATE = "UrlPathTemplate";

  private RouteLabel() {}

  /** Labels a request that is refused before it had a route. */
  public static void withoutOne(RoutingContext context) {
    Context local = Contexts.of(context.request());
    if (local != null && local.getLocal(TEMPLATE) == null) {
      local.putLocal(TEMPLATE, UNMATCHED);
    }
  }
}
