package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The guard answers before a resource does; here in the words of Supabase Auth. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class RefusalTest {

  private static final String NO_TOKEN = "This endpoint requires a valid Bearer token";
  private static final String BAD_TOKEN =
      "invalid JWT: unable to parse or verify signature, or the token is expired or revoked";

  private static RequestSpecification request() {
    return given().header("X-Supabase-Api-Version", "2024-01-01").contentType("application/json");
  }

  private static Map<String, Object> body(Response answer) {
    assertEquals("application/problem+json", answer.contentType());
    Map<String, Object> body = new HashMap<>(answer.jsonPath().getMap(""));
    assertNotNull(body.remove("request_id"));
    return body;
  }

  private static Map<String, Object> unauthenticated(String code, String text) {
    return Map.of(
        "type",
        "/problems/unauthenticated",
        "title",
        "A valid credential is needed",
        "status",
        401,
        "detail",
        text,
        "code",
        code,
        "message",
        text);
  }

  @Test
  void requiresAToken() {
    for (Method method : new Method[] {Method.GET, Method.PUT}) {
      Response answer = request().request(method, "/auth/v1/user");

      assertEquals(401, answer.statusCode());
      assertEquals("no_authorization", answer.header("x-sb-error-code"));
      assertEquals("Bearer", answer.header("WWW-Authenticate"));
      assertEquals(unauthenticated("no_authorization", NO_TOKEN), body(answer));
    }
  }

  private static Map<String, Object> forbidden(
      String slug, String title, String code, String text) {
    return Map.of(
        "type",
        "/problems/" + slug,
        "title",
        title,
        "status",
        403,
        "detail",
        text,
        "code",
        code,
        "message",
        text);
  }

  @Test
  void saysThatATokenIsNoGoodOne() {
    for (String route :
        List.of("GET /user", "PUT /user", "POST /logout", "DELETE /user/identities/x")) {
      Response answer = send(request().header("Authorization", "Bearer nonsense"), route);

      assertEquals(403, answer.statusCode(), route);
      assertEquals("bad_jwt", answer.header("x-sb-error-code"));
      assertEquals("Bearer error=\"invalid_token\"", answer.header("WWW-Authenticate"));
      assertEquals(
          forbidden("invalid-jwt", "The token is not valid", "bad_jwt", BAD_TOKEN), body(answer));
    }
  }

  @Test
  void saysThatTheSessionOfATokenIsOver() {
    String text = "Session from session_id claim in JWT does not exist";
    for (String scope : List.of("global", "local")) {
      Session session = signUp(newEmail());
      as(session).post("/auth/v1/logout?scope=" + scope).then().statusCode(204);

      for (String route :
          List.of(
              "GET /user",
              "PUT /user",
              "POST /logout",
              "GET /user/identities/authorize",
              "GET /sessions",
              "GET /organization")) {
        Response answer = send(as(session), route);

        assertEquals(403, answer.statusCode(), route);
        assertEquals("session_not_found", answer.header("x-sb-error-code"));
        assertEquals(forbidden("session-not-found", text, "session_not_found", text), body(answer));
      }
    }
  }

  @Test
  void revealsNothingOfASessionWithoutAValidTokenOfIt() {
    Session session = signUp(newEmail());
    as(session).post("/auth/v1/logout").then().statusCode(204);
    String[] parts = session.accessToken().split("\\.", -1);
    String forged = parts[0] + "." + parts[1] + "." + "A".repeat(86);
    Session stranger = new Session(forged, "", "");

    as(stranger).get("/auth/v1/user").then().statusCode(403).body("code", equalTo("bad_jwt"));
  }

  private static Response send(RequestSpecification request, String route) {
    String[] parts = route.split(" ", 2);
    return request.request(Method.valueOf(parts[0]), "/auth/v1" + parts[1]);
  }

  @Test
  void answersInTheOlderFormToClientsThatSendNoVersion() {
    Response answer = given().header("Authorization", "Bearer x").post("/auth/v1/logout");

    assertEquals(403, answer.statusCode());
    assertEquals(403, answer.jsonPath().getInt("code"));
    assertEquals("bad_jwt", answer.jsonPath().getString("error_code"));
    assertEquals(BAD_TOKEN, answer.jsonPath().getString("msg"));
  }

  @Test
  void asksForATokenToSignOutOf() {
    Response answer = request().post("/auth/v1/logout");

    assertEquals(401, answer.statusCode());
    assertEquals(unauthenticated("no_authorization", NO_TOKEN), body(answer));
  }

  @Test
  void forbidsToSignOutOfAnExpiredToken() {
    String old = TestTokens.person().issuedAt(Instant.now().minus(Duration.ofHours(1))).bearer();

    Response expired = request().header("Authorization", old).post("/auth/v1/logout");

    assertEquals(403, expired.statusCode());
    assertEquals("bad_jwt", expired.jsonPath().getString("code"));
  }
}
