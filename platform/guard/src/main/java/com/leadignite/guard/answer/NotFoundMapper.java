package com.leadignite.guard.answer;

import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Replaces Quarkus' own page for 404, which lists every route in dev mode. */
@Provider
@Singleton
public final class NotFoundMapper implements ExceptionMapper<NotFoundException> {

  private final ProblemWriter writer;

  NotFoundMapper(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(NotFoundException e) {
    return writer.response(WebProblems.of(404, null));
  }
}
