package com.leadignite.guard.answer;

import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers the problems that feature code throws. */
@Provider
@Singleton
public final class ProblemMapper implements ExceptionMapper<Problem> {

  private final ProblemWriter writer;

  ProblemMapper(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(Problem problem) {
    return writer.response(problem);
  }
}
