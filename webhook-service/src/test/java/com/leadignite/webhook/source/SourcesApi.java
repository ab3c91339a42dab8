package com.leadignite.webhook.source;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.testkit.token.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.UUID;

/** The sources as an admin sees them. */
final class SourcesApi {

  static final String SOURCES = "/webhooks/v1/sources";
  static final String SMALLEST = "{\"name\":\"Dialer\",\"kind\":\"generic_hmac\"}";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SourcesApi() {}

  static TestTokens admin(UUID tenant) {
    return TestTokens.admin().tenant(tenant).scopes("webhooks:read webhooks:write");
  }

  static Response post(String bearer, String path, String body) {
    return given()
        .header("Authorization", bearer)
        .contentType(ContentType.JSON)
        .body(body)
        .post(SOURCES + path);
  }

  static Response get(String bearer, String path) {
    return given().header("Authorization", bearer).get(SOURCES + path);
  }

  static ObjectNode json(Response answer) {
    try {
      return (ObjectNode) JSON.readTree(answer.asByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(answer.asString(), e);
    }
  }
}
