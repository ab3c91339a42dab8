package com.leadignite.webhook.endpoint;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

/** The endpoints as an admin sees them. */
public final class EndpointsApi {

  public static final String ENDPOINTS = "/webhooks/v1/endpoints";

  private static final ObjectMapper JSON = new ObjectMapper();

  private EndpointsApi() {}

  public static TestTokens admin(UUID tenant) {
    return TestTokens.admin().tenant(tenant).scopes("webhooks:read webhooks:write");
  }

  public static Response post(String bearer, String path, String body) {
    return given()
        .header("Authorization", bearer)
        .contentType(ContentType.JSON)
        .body(body)
        .post(ENDPOINTS + path);
  }

  public static Response get(String bearer, String path) {
    return given().header("Authorization", bearer).get(ENDPOINTS + path);
  }

  static Response patch(String bearer, String id, String etag, String body) {
    return given()
        .header("Authorization", bearer)
        .header("If-Match", etag)
        .contentType("application/merge-patch+json")
        .body(body)
        .patch(ENDPOINTS + "/" + id);
  }

  static Response delete(String bearer, String id, String etag) {
    return given()
        .header("Authorization", bearer)
        .header("If-Match", etag)
        .delete(ENDPOINTS + "/" + id);
  }

  public static ObjectNode json(Response answer) {
    try {
      return (ObjectNode) JSON.readTree(answer.asByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(answer.asString(), e);
    }
  }

  /** The first column of the first row, as PostgreSQL's superuser sees it. */
  public static String text(String sql) {
    try (var connection = PlatformServers.superuser().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
