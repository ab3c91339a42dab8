package com.leadignite.leads.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;

/** Whole bodies, compared member by member; what differs by nature is taken out. */
final class Bodies {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Bodies() {}

  /** A problem's document without the request's id. */
  static JsonNode problem(Response response) {
    assertEquals("application/problem+json", response.contentType().split(";", 2)[0]);
    ObjectNode document = (ObjectNode) json(response.asString());
    document.remove("request_id");
    return document;
  }

  /** Holds an answer to a status and a whole problem document, written with single quotes. */
  static void assertProblem(int status, String expected, Response response) {
    assertEquals(status, response.statusCode(), response.asString());
    assertEquals(json(expected.replace('\'', '"')), problem(response));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
