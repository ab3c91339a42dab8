package com.leadignite.leads.call;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.peer.TestingAuth;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Requests of somebody of an organization; bodies are written with single quotes. */
public record CallsApi(UUID tenant, UUID user, String bearer) {

  static final String LEADS = "/leads/v1/leads";
  static final String CALLS = "/leads/v1/calls";
  private static final String SCOPES = "leads:read leads:write calls:read calls:write";
  private static final ObjectMapper JSON = new ObjectMapper();

  static CallsApi of(UUID tenant, Role role) {
    return of(tenant, role, SCOPES);
  }

  static CallsApi of(UUID tenant, Role role, String scopes) {
    UUID user = UUID.randomUUID();
    Instant since = TestingAuth.join(tenant, user, role);
    TestTokens token = role == Role.ADMIN ? TestTokens.admin() : TestTokens.person().role(role);
    return new CallsApi(
        tenant, user, token.tenant(tenant).user(user).memberSince(since).scopes(scopes).bearer());
  }

  RequestSpecification request() {
    return given().header("Authorization", bearer).urlEncodingEnabled(false);
  }

  Response post(String path, String body) {
    return request().contentType("application/json").body(body.replace('\'', '"')).post(path);
  }

  String lead(String body) {
    return post(LEADS, body).then().statusCode(201).extract().path("id");
  }

  Response enter(String lead, String body) {
    return post(LEADS + "/" + lead + "/calls", body);
  }

  String call(String lead, String body) {
    return enter(lead, body).then().statusCode(201).extract().path("id");
  }

  Response get(String path) {
    return request().get(path);
  }

  Response change(String id, String ifMatch, String body) {
    return request()
        .header("If-Match", ifMatch)
        .contentType("application/merge-patch+json")
        .body(body.replace('\'', '"'))
        .patch(CALLS + "/" + id);
  }

  Response delete(String id, String ifMatch) {
    return request().header("If-Match", ifMatch).delete(CALLS + "/" + id);
  }

  /** The audit events that wait to be handed on, of what was done. */
  public static List<JsonNode> events() {
    try (Connection connection = PlatformServers.superuser().getConnection();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select event from leads.outbox
                    where event not like '%"access.denied"%'
                    order by id
                    """)) {
      List<JsonNode> events = new ArrayList<>();
      while (rows.next()) {
        events.add(JSON.readTree(rows.getString(1)));
      }
      return events;
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
