package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AdminApi.platformAdmin;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What no client sends, to every route that reads a body of Supabase's: refused, and stored by
 * none.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class OddBodiesTest {

  private static final List<String> NOT_OBJECTS = List.of("[]", "\"text\"", "1", "true", "[{}]");

  private static final List<String> NOT_JSON =
      List.of(
          "{",
          "{\"email\"}",
          "{\"email\": \"a@example.com\"",
          "{\"email\": \"a@example.com\"} {}",
          "{'email': 'a@example.com'}",
          "{\"email\": \"a@example.com\",}",
          "{\"email\": NaN}",
          "{\"data\": " + "[".repeat(2000) + "]".repeat(2000) + "}");

  private static final List<String> OF_OTHER_TYPES =
      List.of(
          "{\"email\": 1, \"code\": 1, \"factor_type\": 1, \"friendly_name\": 1, \"type\": 1}",
          "{\"email\": {}, \"code\": {}, \"factor_type\": {}, \"friendly_name\": {}, \"type\": {}}",
          "{\"email\": [\"a\"], \"code\": [1], \"factor_type\": [1], \"friendly_name\": [1], \"type\": []}",
          "{\"email\": \"a\", \"email\": \"b\", \"code\": \"1\", \"code\": \"2\","
              + " \"factor_type\": \"totp\", \"factor_type\": \"phone\","
              + " \"friendly_name\": \"a\", \"friendly_name\": \"b\","
              + " \"type\": \"signup\", \"type\": \"email\"}");

  private Map<String, String> routes() {
    Session person = signUp(newEmail());
    String own = "Bearer " + person.accessToken();
    String admin = platformAdmin().bearer();
    App app = App.enroll(person);
    Map<String, String> routes = new LinkedHashMap<>();
    for (String open : List.of("signup", "otp", "recover", "resend", "verify")) {
      routes.put("POST /" + open, "");
    }
    routes.put("POST /token?grant_type=password", "");
    routes.put("POST /token?grant_type=refresh_token", "");
    routes.put("POST /token?grant_type=pkce", "");
    routes.put("PUT /user", own);
    routes.put("POST /factors", own);
    routes.put("POST /factors/" + app.id() + "/verify", own);
    routes.put("POST /factors/recovery-codes", own);
    routes.put("POST /factors/recovery-codes/verify", own);
    routes.put("POST /admin/users", admin);
    routes.put("PUT /admin/users/" + person.userId(), admin);
    routes.put("POST /invite", admin);
    routes.put("POST /admin/generate_link", admin);
    return routes;
  }

  private static Response send(String route, String bearer, String body) {
    String[] parts = route.split(" ", 2);
    var request = given().contentType(ContentType.JSON).body(body);
    return (bearer.isEmpty() ? request : request.header("Authorization", bearer))
        .request(parts[0], "/auth/v1" + parts[1]);
  }

  private void refuses(List<String> bodies) {
    routes()
        .forEach((route, bearer) -> {
          for (String body : bodies) {
            Aged.limits();
            Response answer = send(route, bearer, body);

            assertEquals(400, answer.statusCode(), () -> route + " " + body + answer.asString());
            assertEquals(
                "application/problem+json",
                answer.contentType().split(";", -1)[0],
                () -> route + " " + body);
          }
        });
    assertEquals(1, Stored.count("auth.users"));
    assertEquals(1, Stored.count("auth.factors"));
    assertEquals(0, Stored.count("auth.one_time_secrets"));
  }

  @Test
  void refusesWhatIsNoObject() {
    refuses(NOT_OBJECTS);
  }

  @Test
  void refusesWhatIsNoJson() {
    refuses(NOT_JSON);
  }

  @Test
  void refusesMembersOfAnotherTypeAndMembersThatAreThereTwice() {
    refuses(OF_OTHER_TYPES);
  }
}
