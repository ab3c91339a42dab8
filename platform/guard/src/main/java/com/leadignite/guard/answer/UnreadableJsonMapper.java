package com.leadignite.guard.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers bodies that are not JSON or not the expected JSON. */
@Provider
@Singleton
public final class UnreadableJsonMapper implements ExceptionMapper<JsonProcessingException> {

  private final ProblemWriter writer;

  UnreadableJsonMapper(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(JsonProcessingException e) {
    return writer.response(
        e instanceof InvalidDefinitionException ? WebProblems.of(500, e) : JsonProblems.of(e));
  }
}
