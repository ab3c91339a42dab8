package com.leadignite.guard.answer;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.RejectedExecutionException;

/** Answers everything else: the log has the details, the caller the request id. */
@Provider
@Singleton
public final class UnexpectedMapper implements ExceptionMapper<Throwable> {

  private final ProblemWriter writer;

  UnexpectedMapper(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(Throwable e) {
    return writer.response(
        e instanceof RejectedExecutionException
            ? new Problem(CommonProblem.UNAVAILABLE, "The service is too busy.", e)
                .header("Retry-After", "1")
            : WebProblems.of(500, e));
  }
}
