package com.leadignite.guard.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what JAX-RS refuses: 404, 405, 406, 415, parameters that cannot be read. */
@Provider
@Singleton
public final class WebMapper implements ExceptionMapper<WebApplicationException> {

  private final ProblemWriter writer;

  WebMapper(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(WebApplicationException e) {
    Response refused = e.getResponse();
    if (refused.getStatus() < 400) {
      return refused;
    }
    if (e.getCause() instanceof JsonProcessingException unreadable) {
      return writer.response(JsonProblems.of(unreadable));
    }
    Problem problem = WebProblems.of(refused.getStatus(), e);
    for (String name : new String[] {HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER}) {
      String value = refused.getHeaderString(name);
      if (value != null) {
        problem.header(name, value);
      }
    }
    return writer.response(problem);
  }
}
