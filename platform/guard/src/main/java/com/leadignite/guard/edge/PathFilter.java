package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses request targets that two parsers could read as two paths (CVE-2026-39852). */
@Singleton
final class PathFilter {

  /** Below what Netty allows for the first line, so that the refusal is ours and readable. */
  private static final int LONGEST = 3000;

  void install(@Observes Filters filters) {
    filters.register(this::handle, GuardOrder.PATH);
  }

  private void handle(RoutingContext context) {
    String target = context.request().uri();
    if (target.length() > LONGEST) {
      throw new Problem(
          CommonProblem.URI_TOO_LONG, "Keep the path and query under " + LONGEST + " characters.");
    }
    if (!RequestTarget.isPlain(target)) {
      throw RequestTarget.refusal();
    }
    context.next();
  }
}
