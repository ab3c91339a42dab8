package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.route.Endpoints;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Answers OPTIONS, so that the framework does not: it lists the methods of a whole class, and finds
 * paths that are not there.
 */
@Singleton
final class OptionsFilter {

  private final Endpoints endpoints;

  OptionsFilter(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  void install(@Observes Filters filters) {
    filters.register(this::handle, GuardOrder.OPTIONS);
  }

  private void handle(RoutingContext context) {
    if (!HttpMethod.OPTIONS.equals(context.request().method())) {
      context.next();
      return;
    }
    // A browser must get to see what is wrong with the request itself, so that it may send any.
    if (!Cors.isPreflight(context.request())) {
      String methods = endpoints.methodsOf(context.request().path());
      if (methods.isEmpty()) {
        throw new Problem(CommonProblem.NOT_FOUND, "There is nothing at this path.");
      }
      context.response().putHeader(HttpHeaders.ALLOW, methods);
    }
    context.response().setStatusCode(204).end();
  }
}
