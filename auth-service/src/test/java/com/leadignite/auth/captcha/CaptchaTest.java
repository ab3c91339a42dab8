package com.leadignite.auth.captcha;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.request;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static com.leadignite.auth.testing.AuthApi.trySignInFrom;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.SwitchedSettings;
import com.leadignite.auth.testing.WithCaptcha;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a proof of work is asked for, and that each counts once. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class CaptchaTest {

  private static final String TOKEN = "/auth/v1/token?grant_type=password";
  private static final String WRONG = "not the password at all";
  private static final String STRANGER = "127.0.0.2";
  private static final String MISSING =
      "captcha protection: request disallowed (missing-input-response)";
  private static final String INVALID =
      "captcha protection: request disallowed (invalid-input-response)";

  /** {@link CaptchaIT} has it by its profile. */
  @BeforeEach
  void askForProofs() {
    SwitchedSettings.set(CaptchaConfig.class, new WithCaptcha().getConfigOverrides());
  }

  @AfterEach
  void forget() {
    SwitchedSettings.forget();
  }

  private static JsonObject challenge() {
    return new JsonObject(
        given().get("/auth/v1/captcha").then().statusCode(200).extract().asString());
  }

  private static String proof() {
    return TestingSolver.solve(challenge());
  }

  private static Response post(String path, Map<String, ?> body, String proof) {
    Map<String, Object> sent = new HashMap<>(body);
    sent.put("gotrue_meta_security", Map.of("captcha_token", proof));
    return json(sent).post(path);
  }

  private static Map<String, String> person(String email) {
    return Map.of("email", email, "password", PASSWORD);
  }

  private static String signedUp() {
    String email = newEmail();
    post("/auth/v1/signup", person(email), proof()).then().statusCode(200);
    return email;
  }

  private static void assertRefused(Response answer, String why) {
    answer
        .then()
        .statusCode(400)
        .header("x-sb-error-code", equalTo("captcha_failed"))
        .body("code", equalTo("captcha_failed"))
        .body("message", equalTo(why));
  }

  @Test
  void isDescribedWhereClientsLookFirst() {
    given()
        .get("/auth/v1/settings")
        .then()
        .statusCode(200)
        .body("captcha.provider", equalTo("altcha"))
        .body("captcha.challenge_url", equalTo("https://app.example.com/auth/v1/captcha"))
        .body("captcha.always", equalTo(List.of("recovery", "sign_up")));
    given()
        .get("/auth/v1/captcha")
        .then()
        .header("Cache-Control", equalTo("no-store"))
        .body("parameters.algorithm", equalTo("PBKDF2/SHA-256"))
        .body("parameters.cost", equalTo(500))
        .body("parameters.keyPrefix", equalTo("0"));
  }

  @Test
  void isNeededToSignUpAndToRecover() {
    String email = newEmail();

    assertRefused(json(person(email)).post("/auth/v1/signup"), MISSING);
    assertRefused(post("/auth/v1/signup", person(email), ""), MISSING);
    assertRefused(post("/auth/v1/signup", person(email), "none at all"), INVALID);
    assertEquals(0, Stored.count("auth.users"));
    assertRefused(json(Map.of("email", email)).post("/auth/v1/recover"), MISSING);

    post("/auth/v1/signup", person(email), proof()).then().statusCode(200);
    post("/auth/v1/recover", Map.of("email", email), proof()).then().statusCode(200);
  }

  @Test
  void isNeededToSignUpAnonymously() {
    assertRefused(json(Map.of()).post("/auth/v1/signup"), MISSING);
  }

  @Test
  @Tag("B30")
  void countsOnceAndForOneOperation() {
    String proof = proof();
    String email = signedUp();

    post("/auth/v1/recover", Map.of("email", email), proof).then().statusCode(200);

    assertRefused(post("/auth/v1/recover", Map.of("email", email), proof), INVALID);
    assertRefused(post("/auth/v1/signup", person(newEmail()), proof), INVALID);
  }

  @Test
  @Tag("B30")
  void countsOnceOfTwoHundredAtOnce() {
    String proof = proof();
    Map<String, String> recovery = Map.of("email", newEmail());

    List<Integer> answers =
        Parallel.run(200, () -> post("/auth/v1/recover", recovery, proof).statusCode());

    assertEquals(1, Collections.frequency(answers, 200));
    assertEquals(199, Collections.frequency(answers, 400));
  }

  @Test
  @Tag("B39")
  void costsAWrongAnswerItsChallenge() {
    JsonObject challenge = challenge();
    Map<String, String> recovery = Map.of("email", newEmail());

    assertRefused(post("/auth/v1/recover", recovery, TestingSolver.pretend(challenge)), INVALID);

    // The right one would be computed as well, and so would any number of wrong ones.
    assertRefused(post("/auth/v1/recover", recovery, TestingSolver.solve(challenge)), INVALID);
  }

  @Test
  @Tag("B18")
  void isNeededAfterThreeFailuresOfKnownAndUnknownAccountsAlike() {
    String known = signedUp();

    for (String email : List.of(known, newEmail())) {
      for (int i = 0; i < 3; i++) {
        trySignIn(email, WRONG).then().statusCode(400).body("code", equalTo("invalid_credentials"));
      }
      assertRefused(trySignIn(email, WRONG), MISSING);
      assertRefused(trySignIn(email, PASSWORD), MISSING);
      post(TOKEN, Map.of("email", email, "password", WRONG), proof())
          .then()
          .statusCode(400)
          .body("code", equalTo("invalid_credentials"));
    }
    post(TOKEN, person(known), proof()).then().statusCode(200);
    trySignIn(known, PASSWORD).then().statusCode(200);
  }

  @Test
  void isCarriedByAFormAsWell() {
    String email = signedUp();
    for (int i = 0; i < 3; i++) {
      trySignIn(email, WRONG);
    }
    Map<String, String> form =
        Map.of("grant_type", "password", "username", email, "password", PASSWORD);

    given().formParams(form).post("/auth/v1/token").then().statusCode(400);
    given()
        .formParams(form)
        .formParam("captcha_token", "none at all")
        .post("/auth/v1/token")
        .then()
        .statusCode(400);
    given()
        .formParams(form)
        .formParam("captcha_token", proof())
        .post("/auth/v1/token")
        .then()
        .statusCode(200)
        .body("token_type", equalTo("bearer"));
  }

  @Test
  @Tag("B42")
  void looksAtNoPasswordWithoutIt() {
    String email = signedUp();
    for (int i = 0; i < 3; i++) {
      trySignIn(email, WRONG);
    }
    long failed = Stored.events("auth.login.failed");

    for (int i = 0; i < 10; i++) {
      assertRefused(post(TOKEN, person(email), "wrong"), INVALID);
      assertRefused(post(TOKEN, Map.of("email", email, "password", WRONG), "wrong"), INVALID);
    }

    assertEquals(failed, Stored.events("auth.login.failed"));
    post(TOKEN, person(email), proof()).then().statusCode(200);
  }

  @Test
  void isNotNeededAnyMoreAfterFiveMinutes() {
    String email = signedUp();
    for (int i = 0; i < 3; i++) {
      trySignIn(email, WRONG);
    }
    assertRefused(trySignIn(email, PASSWORD), MISSING);

    Aged.locks(Duration.ofMinutes(5).plusSeconds(1));

    trySignIn(email, PASSWORD).then().statusCode(200);
  }

  @Test
  @Tag("B14")
  void isNotNeededOnAKnownDeviceForWhatStrangersDid() {
    String email = signedUp();
    String cookie = trySignIn(email, PASSWORD).header("Set-Cookie").split(";", 2)[0];
    for (int i = 0; i < 3; i++) {
      trySignInFrom(STRANGER, email, WRONG);
    }

    assertRefused(trySignIn(email, PASSWORD), MISSING);

    assertEquals(200, onDevice(email, PASSWORD, cookie).statusCode());
  }

  @Test
  void isNeededOnAKnownDeviceForItsOwnFailures() {
    String email = signedUp();
    String cookie = trySignIn(email, PASSWORD).header("Set-Cookie").split(";", 2)[0];

    for (int i = 0; i < 3; i++) {
      assertEquals(400, onDevice(email, WRONG, cookie).statusCode());
    }
    assertTrue(onDevice(email, PASSWORD, cookie).body().contains("captcha_failed"));
  }

  @Test
  void isNeededForEverythingAfterTenFailuresOfOneAddress() {
    String email = signedUp();
    Map<String, String> sent = Map.of("email", email);
    json(sent).post("/auth/v1/otp").then().statusCode(200);
    Map<String, String> resent = Map.of("email", email, "type", "signup");
    json(resent).post("/auth/v1/resend").then().statusCode(200);

    for (int i = 0; i < 10; i++) {
      trySignIn(newEmail(), WRONG);
    }

    assertRefused(json(sent).post("/auth/v1/otp"), MISSING);
    assertRefused(json(resent).post("/auth/v1/resend"), MISSING);
    assertRefused(trySignIn(email, PASSWORD), MISSING);
    assertEquals(200, trySignInFrom(STRANGER, email, PASSWORD).statusCode());
    post("/auth/v1/otp", sent, proof()).then().statusCode(200);
    post("/auth/v1/resend", resent, proof()).then().statusCode(200);
  }

  private static HttpResponse<String> onDevice(String email, String password, String cookie) {
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    return AuthApi.from(
        "127.0.0.9",
        request(TOKEN)
            .header("Content-Type", "application/json")
            .header("Cookie", cookie)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
