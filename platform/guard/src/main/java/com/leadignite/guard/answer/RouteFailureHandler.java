package com.leadignite.guard.answer;

import com.leadignite.guard.edge.RequestInfoFilter;
import com.leadignite.guard.edge.RequestTarget;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;

/** Answers what fails or is not found outside of resources. */
@Singleton
final class RouteFailureHandler {

  /** Before every other failure handler: nothing else writes errors. */
  private static final int FIRST = Integer.MIN_VALUE + 1;

  private final ProblemWriter writer;
  private final RequestInfoFilter intake;

  RouteFailureHandler(ProblemWriter writer, RequestInfoFilter intake) {
    this.writer = writer;
    this.intake = intake;
  }

  void install(@Observes Router router) {
    router.route().order(FIRST).failureHandler(this::answer);
    for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
      // If no route matches, Vert.x calls these without a failure.
      router.errorHandler(status, this::answer);
    }
  }

  private void answer(RoutingContext context) {
    intake.prepare(context);
    writer.answer(context, problem(context));
  }

  private static Problem problem(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (failure instanceof RejectedExecutionException) {
      return new Problem(CommonProblem.UNAVAILABLE, "The service is too busy.", failure)
          .header("Retry-After", "1");
    }
    if (!RequestTarget.isPlain(context.request().uri())) {
      // Vert.x rejects some of them itself, before or while it looks for a route.
      return RequestTarget.refusal();
    }
    int status = context.statusCode() >= 400 ? context.statusCode() : 500;
    return WebProblems.of(status, failure);
  }
}
