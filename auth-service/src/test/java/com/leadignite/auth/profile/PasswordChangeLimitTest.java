package com.leadignite.auth.profile;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.guard.limit.Limit;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B39")
class PasswordChangeLimitTest {

  @Test
  void limitsNewPasswordsOfASessionAndNothingElse() {
    String email = newEmail();
    Session session = signUp(email);
    for (int i = 0; i < Limit.PASSWORD_CHANGE.permits(); i++) {
      assertEquals(422, change(session, Map.of("password", "password1234")).statusCode());
    }

    Response refused = change(session, Map.of("password", "password1234"));

    assertEquals(429, refused.statusCode(), refused.asString());
    assertNotNull(refused.header("Retry-After"));
    assertEquals(200, change(session, Map.of("data", Map.of("name", "Ada"))).statusCode());
    // A stolen token leaves its owner's own session what it had.
    assertEquals(422, change(signIn(email), Map.of("password", "password1234")).statusCode());
    assertEquals(422, change(signUp(newEmail()), Map.of("password", "password1234")).statusCode());
  }

  @Test
  void limitsNewPasswordsOfAnAccountOverAllItsSessions() {
    String email = newEmail();
    signUp(email);
    int perSession = Limit.PASSWORD_CHANGE.permits();
    for (int i = 0; i < Limit.ACCOUNT_PASSWORD_CHANGE.permits() / perSession; i++) {
      Session session = signIn(email);
      for (int j = 0; j < perSession; j++) {
        assertEquals(422, change(session, Map.of("password", "password1234")).statusCode());
      }
    }

    Response refused = change(signIn(email), Map.of("password", "password1234"));

    assertEquals(429, refused.statusCode(), refused.asString());
  }

  private static Response change(Session session, Map<String, ?> body) {
    return as(session).body(body).put("/auth/v1/user");
  }
}
