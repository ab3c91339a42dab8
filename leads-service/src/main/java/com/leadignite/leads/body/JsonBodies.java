package com.leadignite.leads.body;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Turns the bytes of a body into a JSON object. */
@Singleton
public final class JsonBodies {

  private final ObjectReader reader;

  JsonBodies(ObjectMapper mapper) {
    reader =
        mapper
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * Reads one JSON object and nothing after it.
   *
   * @throws Problem {@code malformed-request} where the bytes are not JSON, not an object, name a
   *     member twice, or go beyond Jackson's bounds for depth and for the length of numbers
   */
  public ObjectNode object(byte[] body) {
    if (readTree(body) instanceof ObjectNode object) {
      return object;
    }
    throw new Problem(CommonProblem.MALFORMED_REQUEST, "The body must be a JSON object.");
  }

  private JsonNode readTree(byte[] body) {
    try {
      return reader.readTree(body);
    } catch (IOException e) {
      // Not kept as the cause: Jackson's message quotes the body.
      throw new Problem(
          CommonProblem.MALFORMED_REQUEST,
          "The body is not well-formed JSON, or names a member twice.");
    }
  }
}
