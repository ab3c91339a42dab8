package com.leadignite.guard.route;

import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/** Keeps paths that no route took, which are the caller's own words, out of the metrics' labels. */
public final class RouteLabel {

  /** The label instead. */
  static final String UNMATCHED = "UNMATCHED";

  /** Where Quarkus REST leaves a route's template for its metrics. */
  private static final String TEMPLATE = "UrlPathTemplate";

  private RouteLabel() {}

  /** Labels a request that is refused before it had a route. */
  public static void withoutOne(RoutingContext context) {
    if (context.request() instanceof HttpServerRequestInternal request) {
      Context local = request.context();
      if (local.getLocal(TEMPLATE) == null) {
        local.putLocal(TEMPLATE, UNMATCHED);
      }
    }
  }
}
