package com.leadignite.guard.edge;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The request being served, for code that is also run by timers and at start. */
@Singleton
public final class CurrentRequest {

  private final CurrentVertxRequest current;

  CurrentRequest(CurrentVertxRequest current) {
    this.current = current;
  }

  /** What is known of the request at hand; empty outside of one. */
  public Optional<RequestInfo> info() {
    if (!Arc.container().requestContext().isActive()) {
      return Optional.empty();
    }
    RoutingContext context = current.getCurrent();
    return context == null ? Optional.empty() : Optional.of(RequestInfo.of(context));
  }
}
