package com.leadignite.guard.answer;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Replaces Quarkus' mapper of this type, which would echo what was sent. */
@Provider
@Singleton
public final class MismatchedJsonMapper implements ExceptionMapper<MismatchedInputException> {

  private final ProblemWriter writer;

  MismatchedJsonMapper(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(MismatchedInputException e) {
    return writer.response(JsonProblems.of(e));
  }
}
