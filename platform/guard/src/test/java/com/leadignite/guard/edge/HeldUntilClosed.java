package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds a request that asks for it until its client has hung up, before its route is known: as long
 * as the limit of its address may take. Once it is known, Quarkus runs nothing more of a request
 * whose client is gone.
 */
@Provider
@Singleton
public final class HeldUntilClosed implements ContainerResponseFilter {

  static final String FIELD = "X-Hold-Until-Closed";

  private static final long LOOK_MILLIS = 5;

  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  void install(@Observes Filters filters) {
    filters.register(this::hold, GuardOrder.BODY_HEADERS + 1);
  }

  private void hold(RoutingContext routing) {
    if (routing.request().getHeader(FIELD) == null) {
      routing.next();
      return;
    }
    routing.request().pause();
    routing
        .vertx()
        .setPeriodic(
            LOOK_MILLIS,
            timer -> {
              if (routing.response().closed()) {
                routing.vertx().cancelTimer(timer);
                routing.next();
              }
            });
    waiting.incrementAndGet();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getHeaderString(FIELD) != null) {
      ended.incrementAndGet();
    }
  }

  /** How many requests were held. */
  int waiting() {
    return waiting.get();
  }

  /** How many of them were answered. */
  int ended() {
    return ended.get();
  }
}
