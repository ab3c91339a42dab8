package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Holds a request that asks for it, before its body is read, until its client has hung up. */
@Provider
@Singleton
@Priority(GuardOrder.LOOK_UP)
public final class HeldUntilClosed implements ContainerRequestFilter {

  static final String FIELD = "X-Hold-Until-Closed";

  private static final long LOOK_MILLIS = 5;

  private final CurrentVertxRequest current;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  HeldUntilClosed(CurrentVertxRequest current) {
    this.current = current;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    RoutingContext routing = current.getCurrent();
    if (routing.request().getHeader(FIELD) == null) {
      return;
    }
    ResteasyReactiveContainerRequestContext rest =
        (ResteasyReactiveContainerRequestContext) context;
    ((ResteasyReactiveRequestContext) rest.getServerRequestContext())
        .registerCompletionCallback(failure -> ended.incrementAndGet());
    rest.suspend();
    HttpServerResponse answer = routing.response();
    routing
        .vertx()
        .setPeriodic(
            LOOK_MILLIS,
            timer -> {
              if (answer.closed()) {
                routing.vertx().cancelTimer(timer);
                rest.resume();
              }
            });
    waiting.incrementAndGet();
  }

  /** How many requests were held. */
  int waiting() {
    return waiting.get();
  }

  /** How many of them have ended. */
  int ended() {
    return ended.get();
  }
}
