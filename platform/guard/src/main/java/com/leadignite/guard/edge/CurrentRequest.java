package com.leadignite.guard.edge;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The request being served, for code that is also run by timers and at start. */
@Singleton
public final class CurrentRequest {

  private final CurrentVertxRequest current;

  CurrentRequest(CurrentVertxRequest current) {
    this.current = current;
  }

  /** What is known of the current request; empty outside of one. */
  public Optional<RequestInfo> info() {
    return context().map(RequestInfo::of);
  }

  /** A header field of the current request; empty if it has none, and outside of one. */
  public Optional<String> header(String name) {
    return context().map(context -> context.request().getHeader(name));
  }

  /**
   * Tells, at any time and on any thread, whether the client of the request at hand has hung up, so
   * that nobody waits for the answer. Outside of a request always no.
   */
  public BooleanSupplier clientHasGone() {
    return context()
        .map(RoutingContext::response)
        .<BooleanSupplier>map(response -> response::closed)
        .orElse(() -> false);
  }

  private Optional<RoutingContext> context() {
    return Arc.container().requestContext().isActive()
        ? Optional.ofNullable(current.getCurrent())
        : Optional.empty();
  }
}
