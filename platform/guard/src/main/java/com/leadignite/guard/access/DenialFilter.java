package com.leadignite.guard.access;

import com.leadignite.guard.GuardOrder;
import com.leadignite.guard.answer.ProblemWriter;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Detects each refusal at the one place that all of them pass: the head of the answer, just before
 * it is sent. Whether a filter, the guard, a policy or a store that found no row refused makes no
 * difference, and no endpoint can forget to record one.
 *
 * <p>A refusal is 401 and 403, and 404 from an endpoint: what is not there and what is not the
 * caller's are answered alike, so they are recorded alike. So is any problem that says so itself.
 */
@Singleton
final class DenialFilter {

  private final DenialPublisher denials;

  DenialFilter(DenialPublisher denials) {
    this.denials = denials;
  }

  void install(@Observes Filters filters) {
    filters.register(
        context -> {
          context.addHeadersEndHandler(ending -> look(context));
          context.next();
        },
        GuardOrder.REFUSALS);
  }

  private void look(RoutingContext context) {
    int answered = context.response().getStatusCode();
    if (answered < 400) {
      return;
    }
    Problem problem = ProblemWriter.raised(context);
    AccessContext visit = AccessContext.of(context);
    if (problem.refusal() != null
        || isRefusal(answered, visit != null)
        || isRefusal(problem.type().status(), visit != null)) {
      String reason =
          problem.refusal() != null || visit == null ? problem.refusal() : visit.reason();
      denials.tell(
          new Denial(
              problem.type(),
              answered,
              reason == null ? problem.detail() : reason,
              visit == null ? null : visit.endpoint(),
              context.request().method().name(),
              context.request().path(),
              RequestInfo.of(context),
              visit == null ? null : visit.caller()));
    }
  }

  private static boolean isRefusal(int status, boolean atEndpoint) {
    return status == 401 || status == 403 || (status == 404 && atEndpoint);
  }
}
