package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import com.leadignite.guard.vertx.RefusedHead;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses heads that could not be read (see {@link RequestHeadRules}), and those that two parsers
 * could read in two ways: their target (CVE-2026-39852) or their fields.
 */
@Singleton
final class RequestHeadFilter {

  void install(@Observes Filters filters) {
    filters.register(this::handle, GuardOrder.HEAD);
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    RuntimeException refusal = RefusedHead.of(request);
    if (refusal != null) {
      throw refusal;
    }
    String target = request.uri();
    if (target.length() > RequestTarget.LONGEST) {
      throw RequestTarget.tooLong();
    }
    if (!RequestTarget.isPlain(target)) {
      throw RequestTarget.refusal();
    }
    RequestHeaders.check(request.headers());
    context.next();
  }
}
