package com.leadignite.guard.access;

import io.vertx.core.Future;
import jakarta.enterprise.inject.Instance;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Suspends each request to one endpoint until the access check has let it pass or refused it. */
final class AccessFilter implements ResteasyReactiveContainerRequestFilter {

  private final AccessRule rule;
  private final Instance<AccessCheck> lazy;
  private @Nullable AccessCheck check;

  AccessFilter(AccessRule rule, Instance<AccessCheck> lazy) {
    this.rule = rule;
    this.lazy = lazy;
  }

  @Override
  public void filter(ResteasyReactiveContainerRequestContext context) {
    AccessCheck checking = check;
    if (checking == null) {
      checking = lazy.get();
      check = checking;
    }
    var request = (ResteasyReactiveRequestContext) context.getServerRequestContext();
    Future<Void> passed = checking.pass(rule, request);
    if (passed.succeeded()) {
      return;
    }
    context.suspend();
    passed.onComplete(result -> {
      if (result.succeeded()) {
        context.resume();
      } else {
        context.resume(result.cause());
      }
    });
  }
}
