package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.limit.Limit;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thief of a session learns nothing of the password from any other fault of a request. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class PasswordOracleTest {

  private static final String WRONG = "violet harbour 27 canyon";
  private static final String WANTED = "copper lighthouse 58 meadow";

  /** With what is stored already, too large for PostgreSQL alone to know. */
  private static final Map<String, String> TOO_MUCH =
      Map.of("b", "x".repeat(2000), "c", "x".repeat(1000));

  private static Session stolen() {
    return signUp(newEmail(), Map.of("a", "x".repeat(2000)));
  }

  private static Response put(Session session, Map<String, ?> body) {
    return as(session).body(body).put("/auth/v1/user");
  }

  @Test
  @Tag("B42")
  void answersAWrongCurrentPasswordWithAnotherFaultLikeTheRightOne() {
    String taken = newEmail();
    signUp(taken);
    List<Map<String, ?>> faults =
        List.of(
            Map.of("data", TOO_MUCH),
            Map.of("data", Map.of("a", "x".repeat(3000))),
            Map.of("password", WANTED, "data", TOO_MUCH),
            Map.of("password", PASSWORD, "data", TOO_MUCH),
            Map.of("password", "short"),
            Map.of("password", "x".repeat(2000)),
            Map.of("email", "no address"),
            Map.of("email", taken),
            Map.of("phone", "+12025550123"));

    for (Map<String, ?> fault : faults) {
      String right = answerTo(fault, PASSWORD);
      String wrong = answerTo(fault, WRONG);

      assertEquals(right, wrong, fault.keySet().toString());
      assertTrue(right.startsWith("4"), right);
    }
    assertEquals(faults.size(), Stored.events("auth.reauthentication.failed"));
  }

  private static String answerTo(Map<String, ?> fault, String current) {
    Map<String, Object> body = new HashMap<>(fault);
    body.put("current_password", current);
    return comparable(put(stolen(), body));
  }

  @Test
  @Tag("B42")
  void answersAStaleSignInAlikeWhateverWasShown() {
    String current = PASSWORD;
    List<String> answers = List.of(answerOfAStaleOne(current), answerOfAStaleOne(WRONG));

    assertEquals(answers.getFirst(), answers.getLast());
    assertTrue(answers.getFirst().contains("reauthentication_needed"), answers.getFirst());
    assertEquals(1, Stored.events("auth.reauthentication.failed"));
  }

  private static String answerOfAStaleOne(String current) {
    Session fresh = stolen();
    Aged.sessions(Duration.ofMinutes(6));
    Session stale = AuthApi.refresh(fresh);
    return comparable(put(stale, Map.of("email", newEmail(), "current_password", current)));
  }

  @Test
  @Tag("B42")
  void answersANewPasswordWithAnotherFaultAlikeWhetherItIsTheOneThereIs() {
    Session session = stolen();

    String same = comparable(put(session, Map.of("password", PASSWORD, "data", TOO_MUCH)));
    String other = comparable(put(session, Map.of("password", WRONG, "data", TOO_MUCH)));

    assertEquals(same, other);
    assertTrue(same.startsWith("400 ") && same.contains("validation_failed"), same);
    assertEquals(2, Stored.events("auth.user.update.refused"));
    assertEquals(0, Stored.events("auth.password.changed"));
  }

  @Test
  @Tag("B42")
  void countsNewPasswordsThatMayBeGuessesWhetherTheyAreRightOrWrong() {
    for (String guess : List.of(PASSWORD, WRONG)) {
      Session session = stolen();
      Map<String, ?> body = Map.of("password", guess, "data", TOO_MUCH);
      for (int i = 0; i < Limit.PASSWORD_CHANGE.permits(); i++) {
        put(session, body).then().statusCode(400);
      }

      put(session, body).then().statusCode(429);
    }
  }

  @Test
  @Tag("B42")
  @Tag("B12")
  void locksASessionThatGuessesWithAnotherFault() {
    Session session = stolen();
    for (int i = 0; i < 5; i++) {
      put(session, Map.of("data", TOO_MUCH, "current_password", WRONG)).then().statusCode(400);
    }

    put(session, Map.of("data", TOO_MUCH, "current_password", PASSWORD))
        .then()
        .statusCode(429)
        .body("type", equalTo("/problems/locked-out"));

    assertEquals(5, Stored.events("auth.reauthentication.failed"));
    assertEquals(1, Stored.events("auth.reauthentication.locked"));
  }

  @Test
  @Tag("B42")
  void changesNothingForAWrongCurrentPassword() {
    Session session = signUp(newEmail(), Map.of("a", "1"));

    put(
            session,
            Map.of(
                "password",
                WANTED,
                "email",
                newEmail(),
                "data",
                Map.of("a", "2"),
                "current_password",
                WRONG))
        .then()
        .statusCode(400)
        .body("code", equalTo("current_password_invalid"));

    as(session).get("/auth/v1/user").then().statusCode(200).body("user_metadata.a", equalTo("1"));
    assertEquals(0, Stored.events("auth.user.updated"));
    assertEquals(0, Stored.events("auth.email.changed"));
    assertEquals(0, Stored.events("auth.password.changed"));
  }

  private static String comparable(Response answer) {
    Map<String, Object> body = new HashMap<>(answer.jsonPath().getMap(""));
    assertTrue(body.remove("request_id") instanceof String);
    return answer.statusCode() + " " + body;
  }
}
