package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.request;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is locked out of showing a second factor, and for how long. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SecondFactorLockTest {

  private static final String ELSEWHERE = "127.0.0.2";

  @Test
  @Tag("B11")
  void theCountSurvivesNewChallengesSignInsAndFactors() {
    String email = newEmail();
    App.Enrolled enrolled = App.enrolled(signUp(email));
    App app = enrolled.app();
    App second = App.enroll(enrolled.session(), "tablet");
    Session whole = second.shown(enrolled.session());
    app.verify(whole, app.wrong()).then().statusCode(422);
    Session one = signIn(email);
    String challenge = app.challenge(one);
    app.verify(one, challenge, app.wrong()).then().statusCode(422);
    app.verify(one, challenge, app.wrong()).then().statusCode(422);
    Session two = signIn(email);
    second.verify(two, second.wrong()).then().statusCode(422);
    second.verify(two, second.wrong()).then().statusCode(422);

    App.forgetUsedCodes();
    app.verify(signIn(email), app.code(0))
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("2[0-9][0-9]|300"))
        .body("code", equalTo("over_request_rate_limit"))
        .body("type", equalTo("/problems/locked-out"));
    second.verify(whole, second.code(0)).then().statusCode(429);

    assertEquals(5, Stored.events("auth.mfa.failed"));
    assertEquals(2, Stored.events("auth.mfa.locked"));
    Aged.locks(Duration.ofMinutes(6));
    app.verify(signIn(email), app.code(0)).then().statusCode(200);
  }

  @Test
  @Tag("B11")
  void aCodeThatWasUsedCountsAsAWrongOne() {
    String email = newEmail();
    App.Enrolled enrolled = App.enrolled(signUp(email));
    App app = enrolled.app();
    String used = app.code(0);
    for (int i = 0; i < 5; i++) {
      app.verify(enrolled.session(), used).then().statusCode(422);
    }

    app.verify(enrolled.session(), app.code(1)).then().statusCode(429);
  }

  @Test
  void aRightCodeForgivesWrongOnes() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();
    for (int i = 0; i < 3; i++) {
      Session session = signIn(email);
      app.verify(session, app.wrong()).then().statusCode(422);
      app.verify(session, app.wrong()).then().statusCode(422);
      app.show(session).then().statusCode(200);
    }
  }

  @Test
  @Tag("B12")
  void evaluatesFiveOfManyWrongCodesAtOnce() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();
    Session session = signIn(email);
    String challenge = app.challenge(session);
    String wrong = app.wrong();

    List<Integer> statuses =
        Parallel.run(100, () -> app.verify(session, challenge, wrong).statusCode());

    assertTrue(statuses.stream().filter(status -> status == 422).count() <= 5, statuses::toString);
    assertEquals(
        Stored.events("auth.mfa.failed"),
        statuses.stream().filter(status -> status == 422).count());
  }

  @Test
  @Tag("B14")
  void aStrangerWithThePasswordDoesNotLockTheOwnerOutAtHome() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();
    Session stolen = signIn(email);
    String challenge = lockOut(app, stolen);
    App.forgetUsedCodes();
    assertEquals(429, verifyFrom(ELSEWHERE, app, stolen, challenge, app.code(0)));
    assertEquals(429, verifyFrom("127.0.0.3", app, stolen, challenge, app.code(0)));

    Session owner = signIn(email);
    app.verify(owner, app.wrong()).then().statusCode(429);
    app.verify(owner, app.code(0)).then().statusCode(200);

    assertEquals(429, verifyFrom("127.0.0.3", app, stolen, challenge, app.code(1)));
  }

  @Test
  @Tag("B14")
  @Tag("B11")
  void aKnownAddressHasFiveAttemptsWhileStrangersAreLocked() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();
    lockOut(app, signIn(email));
    Session atHome = signIn(email);
    for (int i = 0; i < 5; i++) {
      app.verify(atHome, app.wrong()).then().statusCode(429);
    }
    App.forgetUsedCodes();

    app.verify(atHome, app.code(0)).then().statusCode(429);
  }

  @Test
  @Tag("B14")
  void theOwnersDeviceIsKnownWhereverItIs() {
    String email = newEmail();
    App.Enrolled enrolled = App.enrolled(signUp(email));
    App app = enrolled.app();
    String device = cookie(app.show(enrolled.session()));
    lockOut(app, signIn(email));
    App.forgetUsedCodes();
    Session travelling = signIn(email);
    String challenge = app.challenge(travelling);

    assertEquals(429, verifyFrom("127.0.0.9", app, travelling, challenge, app.code(0)));
    assertEquals(429, verifyFrom("127.0.0.9", app, travelling, challenge, app.wrong(), device));
    assertEquals(200, verifyFrom("127.0.0.9", app, travelling, challenge, app.code(0), device));
  }

  /** Whoever has the password has any number of devices that it was shown on. */
  @Test
  @Tag("B11")
  void aDeviceOnWhichOnlyThePasswordWasShownIsAStrangers() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();
    String device = cookie(AuthApi.trySignIn(email, AuthApi.PASSWORD));
    Session stolen = signIn(email);
    lockOut(app, stolen);
    App.forgetUsedCodes();

    assertEquals(
        429, verifyFrom("127.0.0.9", app, stolen, app.challenge(stolen), app.code(0), device));
  }

  @Test
  @Tag("B11")
  void aKnownDeviceHasFiveAttempts() {
    String email = newEmail();
    App.Enrolled enrolled = App.enrolled(signUp(email));
    App app = enrolled.app();
    String device = cookie(app.show(enrolled.session()));
    Session session = signIn(email);
    String challenge = app.challenge(session);
    for (int i = 0; i < 5; i++) {
      verifyFrom("127.0.0.9", app, session, challenge, app.wrong(), device);
    }
    App.forgetUsedCodes();

    assertEquals(429, verifyFrom("127.0.0.9", app, session, challenge, app.code(0), device));
  }

  /** Guesses as a stranger does; answers the challenge. */
  private static String lockOut(App app, Session stolen) {
    String challenge = app.challenge(stolen);
    for (int i = 0; i < 5; i++) {
      assertEquals(422, verifyFrom(ELSEWHERE, app, stolen, challenge, app.wrong()));
    }
    return challenge;
  }

  private static String cookie(Response shown) {
    String field = shown.then().statusCode(200).extract().header("Set-Cookie");
    return field.substring(0, field.indexOf(';'));
  }

  @Test
  void tellsNobodyWhoHasNoFactor() {
    Session session = signUp(newEmail());

    as(session).post("/auth/v1/factors/x/verify").then().statusCode(404);
  }

  private static int verifyFrom(
      String address, App app, Session session, String challenge, String code) {
    return verifyFrom(address, app, session, challenge, code, "none=");
  }

  private static int verifyFrom(
      String address, App app, Session session, String challenge, String code, String cookie) {
    HttpRequest request =
        request("/auth/v1/factors/" + app.id() + "/verify")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + session.accessToken())
            .header("Cookie", cookie)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"challenge_id\":\"" + challenge + "\",\"code\":\"" + code + "\"}"))
            .build();
    return AuthApi.from(address, request).statusCode();
  }
}
