package com.leadignite.auth.wire;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
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
  void asksForATokenWhereNoneIsShown() {
    for (Method method : new Method[] {Method.GET, Method.PUT}) {
      Response answer = request().request(method, "/auth/v1/user");

      assertEquals(401, answer.statusCode());
      assertEquals("no_authorization", answer.header("x-sb-error-code"));
      assertEquals("Bearer", answer.header("WWW-Authenticate"));
      assertEquals(unauthenticated("no_authorization", NO_TOKEN), body(answer));
    }
  }

  @Test
  void saysThatATokenIsNoGoodOne() {
    for (Method method : new Method[] {Method.GET, Method.PUT}) {
      Response answer =
          request().header("Authorization", "Bearer nonsense").request(method, "/auth/v1/user");

      assertEquals(401, answer.statusCode());
      assertEquals("bad_jwt", answer.header("x-sb-error-code"));
      assertEquals("Bearer error=\"invalid_token\"", answer.header("WWW-Authenticate"));
      assertEquals(unauthenticated("bad_jwt", BAD_TOKEN), body(answer));
    }
  }

  @Test
  void forbidsToSignOutWithSomethingThatIsNoToken() {
    Response answer = request().header("Authorization", "Bearer nonsense").post("/auth/v1/logout");

    assertEquals(403, answer.statusCode());
    assertEquals("bad_jwt", answer.header("x-sb-error-code"));
    assertEquals(
        Map.of(
            "type",
            "/problems/invalid-jwt",
            "title",
            "The token to sign out of is not a good one",
            "status",
            403,
            "detail",
            BAD_TOKEN,
            "code",
            "bad_jwt",
            "message",
            BAD_TOKEN),
        body(answer));
  }

  @Test
  void tellsClientsThatNameNoVersionInTheOlderForm() {
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
  void forbidsToSignOutOfAnExpiredOrRevokedToken() {
    Session session = signUp(newEmail());
    as(session).post("/auth/v1/logout").then().statusCode(204);

    Response revoked = as(session).post("/auth/v1/logout");
    String old = TestTokens.person().issuedAt(Instant.now().minus(Duration.ofHours(1))).bearer();
    Response expired = request().header("Authorization", old).post("/auth/v1/logout");

    assertEquals(403, revoked.statusCode());
    assertEquals(403, expired.statusCode());
    assertEquals(body(revoked), body(expired));
  }
}
