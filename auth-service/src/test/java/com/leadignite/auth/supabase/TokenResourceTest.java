package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signInStatus;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.signUpStatus;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class TokenResourceTest {

  private static final String WRONG = "not the password at all";

  /** Made by the reference implementation's command line tool. */
  private static final String CHEAP_HASH_OF_PASSWORD =
      "$argon2id$v=19$m=1024,t=1,p=1$c2FsdCBvZiBhIHRlc3QuLg"
          + "$77R+6pbVSo+47IoaTVk7nAxg8Vo2qT9/9aTK22dYx6c";

  @Test
  void signsInUnderANewSession() {
    String email = newEmail();
    Session signedUp = signUp(email);

    Session signedIn = signIn(email);

    assertEquals(signedUp.userId(), signedIn.userId());
    assertNotEquals(signedUp.claim("session_id"), signedIn.claim("session_id"));
    assertNotEquals(signedUp.claim("jti"), signedIn.claim("jti"));
  }

  @Test
  @Tag("B24")
  void makesANewSessionIdAtEverySignIn() {
    String email = newEmail();
    signUp(email);

    Object first = signIn(email).claim("session_id");
    Object second = signIn(email).claim("session_id");

    assertNotEquals(first, second);
  }

  @Test
  @Tag("B18")
  void answersUnknownWrongBannedAndPasswordlessAlike() {
    List<Response> answers =
        attemptsInVain().stream()
            .map(attempt -> trySignIn(attempt.getKey(), attempt.getValue()))
            .toList();

    for (Response answer : answers) {
      assertEquals(400, answer.statusCode());
      assertEquals(comparable(answers.getFirst()), comparable(answer));
      assertEquals("invalid_credentials", answer.header("x-sb-error-code"));
      assertEquals(
          answers.getFirst().headers().asList().stream().map(h -> h.getName()).sorted().toList(),
          answer.headers().asList().stream().map(h -> h.getName()).sorted().toList());
    }
    assertEquals("Invalid login credentials", answers.getFirst().jsonPath().get("message"));
  }

  /** Addresses with passwords that do not sign in, each for another reason. */
  static List<Map.Entry<String, String>> attemptsInVain() {
    String known = newEmail();
    signUp(known);
    String banned = newEmail();
    signUp(banned);
    PlatformServers.sql(
        "update auth.users set banned_until = now() + interval '1 day' where email = '"
            + banned
            + "'");
    String passwordless = newEmail();
    Session session = signUp(passwordless);
    PlatformServers.sql("delete from auth.passwords where user_id = '" + session.userId() + "'");
    return List.of(
        Map.entry(newEmail(), PASSWORD),
        Map.entry(known, WRONG),
        Map.entry(banned, PASSWORD),
        Map.entry(banned, WRONG),
        Map.entry(passwordless, PASSWORD));
  }

  private static Map<String, Object> comparable(Response answer) {
    Map<String, Object> body = new HashMap<>(answer.jsonPath().getMap(""));
    assertTrue(body.remove("request_id") instanceof String);
    return body;
  }

  @Test
  @Tag("B12")
  void evaluatesOnlyFiveOfTwoHundredParallelGuesses() {
    String email = newEmail();
    signUp(email);

    List<Integer> statuses = Parallel.run(200, () -> signInStatus(email, WRONG));

    long evaluated = statuses.stream().filter(status -> status == 400).count();
    assertEquals(5, evaluated);
    assertEquals(195, statuses.stream().filter(status -> status == 429).count());
  }

  @Test
  void answersBusyWhenTooManyHashesWait() {
    List<Integer> statuses = Parallel.run(300, () -> signUpStatus(newEmail(), PASSWORD));

    assertEquals(Set.of(200, 503), Set.copyOf(statuses));
    signUp(newEmail());
  }

  @Test
  void hashesAgainWhatWasHashedAtAnotherCost() {
    String email = newEmail();
    Session session = signUp(email);
    PlatformServers.sql(
        "update auth.passwords set phc = '%s' where user_id = '%s'"
            .formatted(CHEAP_HASH_OF_PASSWORD, session.userId()));

    signIn(email);

    assertEquals(
        1L, Stored.count("auth.passwords where phc like '$argon2id$v=19$m=19456,t=2,p=1$%'"));
    signIn(email);
  }

  @Test
  @Tag("B31")
  void looksAtEveryByteOfAPassword() {
    String email = newEmail();
    String base = "meadow quartz lantern ".repeat(4).substring(0, 72);
    json(Map.of("email", email, "password", base + "A"))
        .post("/auth/v1/signup")
        .then()
        .statusCode(200);

    trySignIn(email, base + "B").then().statusCode(400);
    trySignIn(email, base).then().statusCode(400);
    trySignIn(email, base + "A").then().statusCode(200);
  }

  @Test
  @Tag("B31")
  void takesFullWidthDigitsForOtherCharacters() {
    String email = newEmail();
    json(Map.of("email", email, "password", "quartz lantern 94 meadow"))
        .post("/auth/v1/signup")
        .then()
        .statusCode(200);

    trySignIn(email, "quartz lantern \uff19\uff14 meadow").then().statusCode(400);
  }

  @Test
  void givesAServiceATokenForItsSecret() {
    Response answer =
        given()
            .auth()
            .preemptive()
            .basic("leads-service", "secret-of-leads")
            .contentType(ContentType.JSON)
            .body("{}")
            .post("/auth/v1/token?grant_type=client_credentials");

    answer.then().statusCode(200).body("token_type", equalTo("bearer"));
    Session token = new Session(answer.jsonPath().getString("access_token"), "", "");
    assertEquals("leads-service", token.claim("sub"));
    assertEquals("service", token.claim("role"));
    assertEquals("audit:write", token.claim("scope"));
    assertEquals(null, token.claim("tenant_id"));
  }

  @Test
  void givesAServiceATokenInTheFormOfOAuth() {
    given()
        .auth()
        .preemptive()
        .basic("leads-service", "secret-of-leads")
        .formParam("grant_type", "client_credentials")
        .post("/auth/v1/token")
        .then()
        .statusCode(200)
        .body("token_type", equalTo("bearer"));
  }

  @Test
  @Tag("B38")
  void refusesAFormInACharsetThatNotEverybodyKnows() {
    for (String charset : List.of("windows-1252", "nope", "utf-8; charset=nope")) {
      String type = "application/x-www-form-urlencoded; charset=" + charset;
      assertEquals(415, AuthApi.status("/auth/v1/token", type, "grant_type=%80"), charset);
    }
  }

  @Test
  void refusesAServiceWithoutTheRightSecret() {
    for (String[] shown :
        new String[][] {{"leads-service", "wrong"}, {"nobody", "secret-of-leads"}, {"", ""}}) {
      given()
          .auth()
          .preemptive()
          .basic(shown[0], shown[1])
          .contentType(ContentType.JSON)
          .body("{}")
          .post("/auth/v1/token?grant_type=client_credentials")
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", "Basic");
    }
  }

  @Test
  void takesASecretInTheEncodingOfForms() {
    String secret = "secret%2Dof%2Dleads";

    given()
        .auth()
        .preemptive()
        .basic("leads-service", secret)
        .formParam("grant_type", "client_credentials")
        .post("/auth/v1/token")
        .then()
        .statusCode(200);
  }

  @Test
  void refusesOtherGrantsInTheWordsThatClientsKnow() {
    Map<String, String> refused =
        Map.of(
            "nonsense", "400 invalid_credentials: unsupported_grant_type",
            "web3", "422 web3_provider_disabled: Web3 provider is disabled",
            "pkce", "404 flow_state_not_found: invalid flow state, no valid flow state found",
            "id_token",
                "400 provider_disabled: Provider (issuer \"https://accounts.google.com\") is not"
                    + " enabled");

    refused.forEach((grant, said) ->
        assertEquals(
            said,
            said(
                json(Map.of(
                        "provider", "google",
                        "id_token", "x",
                        "auth_code", "y",
                        "code_verifier", "z".repeat(43)))
                    .post("/auth/v1/token?grant_type=" + grant))));
  }

  @Test
  void refusesToSignInWithoutExactlyOneAddress() {
    Map<Map<String, String>, String> refused =
        Map.of(
            Map.of("phone", "+14155552671", "password", PASSWORD),
            "400 phone_provider_disabled: Phone logins are disabled",
            Map.of("phone", "+14155552671", "email", newEmail(), "password", PASSWORD),
            "400 validation_failed: Only an email address or phone number should be provided on"
                + " login.",
            Map.of("password", PASSWORD),
            "400 validation_failed: missing email or phone");

    refused.forEach((body, said) ->
        assertEquals(said, said(json(body).post("/auth/v1/token?grant_type=password"))));
  }

  private static String said(Response answer) {
    JsonPath body = answer.jsonPath();
    return answer.statusCode() + " " + body.getString("code") + ": " + body.getString("message");
  }

  @Test
  void readsJsonThatIsCalledPlainText() {
    String email = newEmail();
    Session session = signUp(email);
    Map<String, String> bodies =
        Map.of(
            "password",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD),
            "refresh_token",
            "{\"refresh_token\":\"%s\"}".formatted(session.refreshToken()));

    bodies.forEach((grant, body) ->
        assertEquals(
            200,
            AuthApi.status(
                "/auth/v1/token?grant_type=" + grant, "text/plain;charset=UTF-8", body)));
  }

  @Test
  void signsInAndRefreshesByForms() {
    String email = newEmail();
    signUp(email);

    JsonPath signedIn =
        form(Map.of("grant_type", "password", "username", email, "password", PASSWORD))
            .then()
            .statusCode(200)
            .header("Cache-Control", equalTo("no-store"))
            .extract()
            .jsonPath();
    JsonPath refreshed =
        form(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                signedIn.getString("refresh_token")))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertEquals(
        Set.of("access_token", "token_type", "expires_in", "refresh_token", "scope"),
        refreshed.getMap("").keySet());
    Session session = new Session(refreshed.getString("access_token"), "", "");
    assertEquals(session.claim("scope"), refreshed.getString("scope"));
    as(session).get("/auth/v1/user").then().statusCode(200).body("email", equalTo(email));
  }

  @Test
  void answersFormsWithTheErrorsOfOAuth() {
    String email = newEmail();
    signUp(email);

    Map.of(
            Map.of("grant_type", "password", "username", email, "password", WRONG),
            "400 invalid_grant",
            Map.of("grant_type", "password", "username", "", "password", WRONG),
            "400 invalid_request",
            Map.of("grant_type", "refresh_token", "refresh_token", "A".repeat(43)),
            "400 invalid_grant",
            Map.of("grant_type", "refresh_token"),
            "400 invalid_request",
            Map.of("grant_type", "authorization_code", "code", "x"),
            "400 unsupported_grant_type",
            Map.of("grant_type", "client_credentials"),
            "401 invalid_client",
            Map.of("username", email),
            "400 invalid_request")
        .forEach((form, said) -> {
          Response answer = form(form);
          assertEquals(
              said,
              answer.statusCode() + " " + answer.jsonPath().getString("error"),
              form.toString());
          assertEquals("application/json", answer.contentType());
          assertEquals(
              answer.jsonPath().getString("detail"),
              answer.jsonPath().getString("error_description"));
        });
  }

  @Test
  @Tag("B13")
  void countsTheGuessesOfFormsWithThoseOfJson() {
    String email = newEmail();
    signUp(email);
    Map<String, String> guess =
        Map.of("grant_type", "password", "username", email, "password", WRONG);
    for (int i = 0; i < 5; i++) {
      form(guess).then().statusCode(400);
    }

    trySignIn(email, PASSWORD).then().statusCode(429);
    form(guess).then().statusCode(429).body("error", equalTo("temporarily_unavailable"));
  }

  @Test
  void refusesAParameterThatIsThereTwice() {
    given()
        .formParam("grant_type", "password", "refresh_token")
        .formParam("username", newEmail())
        .formParam("password", PASSWORD)
        .post("/auth/v1/token")
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_request"));
  }

  private static Response form(Map<String, String> parameters) {
    return given().formParams(parameters).post("/auth/v1/token");
  }

  @Test
  @Tag("B38")
  void answersOddBodiesWithoutFailing() {
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "\"x\"",
            "{\"email\":\"a\",\"email\":\"b\"}",
            "{\"email\":1,\"password\":2}",
            "{\"email\":{},\"password\":[]}",
            "{\"email\":\"a@example.com\",\"password\":\"\\ud800xxxxxxxxxxxx\"}",
            "{\"email\":\"a\\u0000@example.com\",\"password\":\"xxxxxxxxxxxx\"}",
            "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
            "{\"password\":\"" + "x".repeat(100_000) + "\",\"email\":\"a@example.com\"}",
            "{\"data\":{\"n\":1e999},\"email\":\"a@example.com\",\"password\":\""
                + PASSWORD
                + "\"}")) {
      for (String path : List.of("/auth/v1/token?grant_type=password", "/auth/v1/signup")) {
        int status = AuthApi.status(path, body);
        assertTrue(
            status >= 400 && status < 500,
            path + " answered " + status + " to " + body.substring(0, Math.min(60, body.length())));
      }
    }
  }

  @Test
  @Tag("B25")
  void opensNoSessionForAPasswordThatIsBeingChanged() throws Exception {
    String email = newEmail();
    signUp(email);

    CompletableFuture<Response> signIn;
    try (Connection changing = PlatformServers.superuser().getConnection();
        Statement statement = changing.createStatement()) {
      changing.setAutoCommit(false);
      statement.execute("update auth.passwords set changed_at = changed_at + interval '1 s'");
      signIn = CompletableFuture.supplyAsync(() -> trySignIn(email, PASSWORD));
      awaitOneWaiting(signIn);
      changing.commit();
    }

    signIn.get().then().statusCode(400).body("code", equalTo("invalid_credentials"));
    assertEquals(1L, Stored.count("auth.sessions"));
  }

  /** Until a sign-in waits for the row, or was answered without. */
  private static void awaitOneWaiting(CompletableFuture<?> answer) throws Exception {
    for (int i = 0; i < 1_200 && !answer.isDone(); i++) {
      if (Stored.count("pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0") > 0) {
        return;
      }
      Thread.sleep(50);
    }
  }
}
