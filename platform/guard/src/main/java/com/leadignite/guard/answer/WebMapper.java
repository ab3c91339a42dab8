package com.leadignite.guard.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.route.Endpoints;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
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
  private final Endpoints endpoints;
  private final CurrentVertxRequest current;

  WebMapper(ProblemWriter writer, Endpoints endpoints, CurrentVertxRequest current) {
    this.writer = writer;
    this.endpoints = endpoints;
    this.current = current;
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
    if (refused.getStatus() == CommonProblem.METHOD_NOT_ALLOWED.status()) {
      problem.header(HttpHeaders.ALLOW, endpoints.methodsOf(current.getCurrent().request().path()));
    }
    for (String name : new String[] {HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER}) {
      String value = refused.getHeaderString(name);
      if (value != null) {
        problem.header(name, value);
      }
    }
    return writer.response(problem);
  }
}
