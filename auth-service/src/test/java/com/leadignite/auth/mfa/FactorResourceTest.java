package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.App.Enrolled;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authenticator apps: enrolled, shown and removed. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class FactorResourceTest {

  @Test
  void enrolsAnApp() {
    Session session = signUp(newEmail());

    as(session)
        .body(Map.of("factor_type", "totp", "friendly_name", " phone ", "issuer", "Acme"))
        .post("/auth/v1/factors")
        .then()
        .statusCode(200)
        .body("type", equalTo("totp"))
        .body("friendly_name", equalTo("phone"))
        .body("totp.secret", matchesPattern("[A-Z2-7]{32}"))
        .body("totp.qr_code", startsWith("<svg "))
        .body("totp.uri", matchesPattern("otpauth://totp/Acme:person\\d+%40example.com\\?.*"));

    as(session)
        .get("/auth/v1/user")
        .then()
        .body("factors.status", contains("unverified"))
        .body("factors.factor_type", contains("totp"))
        .body("factors.friendly_name", contains("phone"));
    assertEquals(1, Stored.events("auth.factor.enrolled"));
  }

  @Test
  void callsThePlatformByItsHost() {
    as(signUp(newEmail()))
        .body(Map.of("factor_type", "totp"))
        .post("/auth/v1/factors")
        .then()
        .statusCode(200)
        .body("friendly_name", equalTo(""))
        .body("totp.uri", containsString("&issuer=app.example.com&"));
  }

  @Test
  void theFirstCodeFinishesTheEnrolment() {
    Session before = signUp(newEmail());
    App app = App.enroll(before);

    Session after =
        Session.of(app.verify(before, app.code(0)).then().statusCode(200).extract().jsonPath());

    assertEquals(before.claim("session_id"), after.claim("session_id"));
    assertEquals("aal2", after.claim("aal"));
    assertEquals(false, after.claim("second_factor_pending"));
    assertEquals(List.of("totp", "password"), after.claim("amr.method"));
    as(after).get("/auth/v1/user").then().body("factors.status", contains("verified"));
    as(after).get("/auth/v1/sessions").then().statusCode(200).body("items.aal", contains("aal2"));
    assertEquals("aal2", refresh(after).claim("aal"));
    assertEquals(1, Stored.events("auth.factor.verified"));
    assertEquals(1, Stored.events("auth.mfa.succeeded"));
  }

  @Test
  void answersTheSessionWithItsFactors() {
    Session session = signUp(newEmail());
    App app = App.enroll(session);

    app.verify(session, app.code(0))
        .then()
        .statusCode(200)
        .body("token_type", equalTo("bearer"))
        .body("expires_in", greaterThan(0))
        .body("user.factors.status", contains("verified"));
  }

  /** Never a server error, the first time neither. */
  @Test
  void refusesAWrongCode() {
    Session session = signUp(newEmail());
    App app = App.enroll(session);
    String challenge = app.challenge(session);

    for (String wrong : List.of(app.wrong(), "", "12345", "abcdef", "1234567890")) {
      Aged.locks(Duration.ofMinutes(6));
      app.verify(session, challenge, wrong)
          .then()
          .statusCode(422)
          .body("code", equalTo("mfa_verification_failed"))
          .body("message", equalTo("Invalid TOTP code entered"));
    }
    as(session).get("/auth/v1/user").then().body("factors.status", contains("unverified"));
    assertEquals(5, Stored.events("auth.mfa.failed"));
    app.verify(session, challenge, app.code(0)).then().statusCode(200);
  }

  @Test
  void asksForCodeAndChallenge() {
    Session session = signUp(newEmail());
    App app = App.enroll(session);

    for (Map<String, String> body :
        List.of(Map.<String, String>of(), Map.of("code", "123456"), Map.of("challenge_id", "x"))) {
      as(session)
          .body(body)
          .post("/auth/v1/factors/" + app.id() + "/verify")
          .then()
          .statusCode(400)
          .body("code", equalTo("validation_failed"));
    }
  }

  @Test
  @Tag("B21")
  void aPersonWithAFactorGetsNothingElseBeforeTheyShowIt() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();

    Session session = signIn(email);

    assertEquals("aal1", session.claim("aal"));
    assertEquals(true, session.claim("second_factor_pending"));
    for (String path : List.of("/sessions", "/organization", "/organizations")) {
      as(session)
          .get("/auth/v1" + path)
          .then()
          .statusCode(403)
          .body("type", equalTo("/problems/second-factor-needed"))
          .body("code", equalTo("insufficient_aal"));
    }
    as(session)
        .body(Map.of("password", "another lantern 94 quartz"))
        .put("/auth/v1/user")
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_aal"));
    as(session).get("/auth/v1/user").then().statusCode(200);
    Session refreshed = refresh(session);
    assertEquals(true, refreshed.claim("second_factor_pending"));
    Session shown = app.shown(refreshed);
    assertEquals(false, shown.claim("second_factor_pending"));
    as(shown).get("/auth/v1/sessions").then().statusCode(200);
    as(signIn(email)).post("/auth/v1/logout").then().statusCode(204);
  }

  @Test
  @Tag("B10")
  void acceptsACodeOnceHoweverManyChallenges() {
    String email = newEmail();
    Enrolled enrolled = App.enrolled(signUp(email));
    App app = enrolled.app();
    App.forgetUsedCodes();
    String code = app.code(0);
    Session other = signIn(email);
    String ready = app.challenge(other);
    app.verify(enrolled.session(), code).then().statusCode(200);

    app.verify(other, ready, code).then().statusCode(422);
    app.verify(other, code).then().statusCode(422);

    app.verify(other, app.code(1)).then().statusCode(200);
  }

  @Test
  @Tag("B10")
  void acceptsNoCodeFromBeforeOneThatWasUsed() {
    String email = newEmail();
    Enrolled enrolled = App.enrolled(signUp(email));
    App.forgetUsedCodes();
    App app = enrolled.app();
    app.verify(enrolled.session(), app.code(1)).then().statusCode(200);

    app.verify(signIn(email), app.code(0)).then().statusCode(422);
  }

  @Test
  @Tag("B10")
  void spendsTheCodesOfAPersonsOtherAppsToo() {
    Enrolled enrolled = App.enrolled(signUp(newEmail()));
    Session session = enrolled.session();
    App second = App.enroll(session, "tablet");
    Session after = second.shown(session);
    App.forgetUsedCodes();
    enrolled.app().verify(after, enrolled.app().code(1)).then().statusCode(200);

    second.verify(after, second.code(1)).then().statusCode(422);
  }

  @Test
  @Tag("B10")
  void acceptsNoCodeOfTheEnrolmentAgain() {
    Session session = signUp(newEmail());
    App app = App.enroll(session);
    String code = app.code(0);
    Session after =
        Session.of(app.verify(session, code).then().statusCode(200).extract().jsonPath());

    app.verify(after, code).then().statusCode(422);
  }

  @Test
  void aChallengeIsGoodOnceForItsFactorSessionAndTime() {
    String email = newEmail();
    Enrolled enrolled = App.enrolled(signUp(email));
    App app = enrolled.app();
    Session session = signIn(email);
    String used = app.challenge(session);
    String foreign = app.challenge(enrolled.session());
    String late = app.challenge(session);
    PlatformServers.sql(
        "update auth.factor_challenges set expires_at = now() where id = '" + late + "'");
    App.forgetUsedCodes();
    // Codes that the next half minute accepts as well.
    app.verify(session, used, app.code(0)).then().statusCode(200);

    for (String challenge : List.of(used, foreign, late, UUID.randomUUID().toString(), "no id")) {
      app.verify(session, challenge, app.code(1))
          .then()
          .statusCode(422)
          .body("code", equalTo("mfa_challenge_expired"));
    }
  }

  @Test
  void aChallengeTellsUntilWhenItIsGood() {
    Session session = signUp(newEmail());
    App app = App.enroll(session);

    as(session)
        .post("/auth/v1/factors/" + app.id() + "/challenge")
        .then()
        .statusCode(200)
        .body("type", equalTo("totp"))
        .body(
            "expires_at",
            greaterThan((int) java.time.Clock.systemUTC().instant().getEpochSecond()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-id", "00000000-0000-7000-8000-000000000000"})
  @Tag("B34")
  void knowsNoOtherFactors(String id) {
    Session session = signUp(newEmail());
    App nobodys = new App(id, "");

    as(session)
        .post("/auth/v1/factors/" + id + "/challenge")
        .then()
        .statusCode(404)
        .body("code", equalTo("mfa_factor_not_found"));
    nobodys.verify(session, UUID.randomUUID().toString(), "123456").then().statusCode(404);
    nobodys.remove(session).then().statusCode(404);
  }

  @Test
  @Tag("B23")
  void knowsNoFactorOfAnotherPerson() {
    App theirs = App.enrolled(signUp(newEmail())).app();
    Enrolled own = App.enrolled(signUp(newEmail()));

    as(own.session()).post("/auth/v1/factors/" + theirs.id() + "/challenge").then().statusCode(404);
    theirs
        .verify(own.session(), own.app().challenge(own.session()), theirs.code(1))
        .then()
        .statusCode(404);
    theirs.remove(own.session()).then().statusCode(404);
    assertEquals(2, Stored.count("auth.factors where status = 'verified'"));
  }

  @Test
  void anEnrolmentReplacesAnUnfinishedOneOfItsName() {
    Session session = signUp(newEmail());
    App first = App.enroll(session);
    App other = App.enroll(session, "tablet");

    App second = App.enroll(session);

    assertNotEquals(first.secret(), second.secret());
    as(session).get("/auth/v1/user").then().body("factors.id", contains(other.id(), second.id()));
    second.verify(session, second.code(0)).then().statusCode(200);
  }

  @Test
  void aVerifiedFactorKeepsItsName() {
    Session session = App.enrolled(signUp(newEmail())).session();

    App.tryEnroll(session, "phone")
        .then()
        .statusCode(422)
        .body("code", equalTo("mfa_factor_name_conflict"));
  }

  @Test
  void aPersonHasTenFactorsAtMost() {
    Session session = signUp(newEmail());
    IntStream.range(0, 10).forEach(i -> App.enroll(session, "app " + i));

    App.tryEnroll(session, "one more")
        .then()
        .statusCode(422)
        .body("code", equalTo("too_many_enrolled_mfa_factors"));
    App.tryEnroll(session, "app 3").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"factor_type\": \"phone\"}",
        "{\"factor_type\": \"u2f\"}",
        "{\"factor_type\": \"totp\", \"friendly_name\": \"a\\u0000b\"}",
        "{\"factor_type\": \"totp\", \"issuer\": \"\\ud800\"}"
      })
  void refusesWhatItDoesNotKnow(String body) {
    as(signUp(newEmail())).body(body).post("/auth/v1/factors").then().statusCode(400);
  }

  @Test
  void refusesNamesThatAreTooLong() {
    App.tryEnroll(signUp(newEmail()), "a".repeat(65)).then().statusCode(400);
  }

  @Test
  void needsAToken() {
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/auth/v1/factors")
        .then()
        .statusCode(401);
    given()
        .header("Authorization", "Bearer x.y.z")
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/auth/v1/factors")
        .then()
        .statusCode(403)
        .body("error_code", equalTo("bad_jwt"));
  }

  @Test
  @Tag("B23")
  void theFirstFactorNeedsAFreshSignIn() {
    Session session = signUp(newEmail());
    Aged.sessions(Duration.ofMinutes(6));

    App.tryEnroll(session, "phone")
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/fresh-sign-in-needed"))
        .body("code", equalTo("reauthentication_needed"));
  }

  @Test
  @Tag("B23")
  void anotherFactorNeedsTheFirstShownJustNow() {
    String email = newEmail();
    Enrolled enrolled = App.enrolled(signUp(email));

    App.tryEnroll(signIn(email), "tablet")
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_aal"));
    Aged.sessions(Duration.ofMinutes(6));
    App.tryEnroll(enrolled.session(), "tablet")
        .then()
        .statusCode(403)
        .body("code", equalTo("reauthentication_needed"));

    Session shown = enrolled.app().shown(enrolled.session());
    App.tryEnroll(shown, "tablet").then().statusCode(200);
  }

  /** A page left open with the secret on it is worth nothing later. */
  @Test
  @Tag("B23")
  void finishesAnotherEnrolmentOnlyWhileTheFirstFactorIsFresh() {
    Enrolled enrolled = App.enrolled(signUp(newEmail()));
    App second = App.enroll(enrolled.session(), "tablet");
    Aged.sessions(Duration.ofMinutes(6));

    second.show(enrolled.session()).then().statusCode(403);

    Session shown = enrolled.app().shown(enrolled.session());
    second.show(shown).then().statusCode(200);
  }

  @Test
  @Tag("B23")
  void finishesTheFirstEnrolmentWithinTenMinutes() {
    Session session = signUp(newEmail());
    App app = App.enroll(session);
    String challenge = app.challenge(session);
    PlatformServers.sql("update auth.factors set created_at = now() - interval '11 minutes'");

    app.verify(session, challenge, app.code(0)).then().statusCode(404);
  }

  @Test
  @Tag("B23")
  void finishesAnEnrolmentInItsOwnSessionOnly() {
    String email = newEmail();
    Session thief = signUp(email);
    App app = App.enroll(thief);
    Session owner = signIn(email);

    app.verify(owner, app.code(0)).then().statusCode(404);
  }

  @Test
  @Tag("B25")
  void aNewFactorEndsTheOtherSessionsAndTheTokensOfThisOne() {
    String email = newEmail();
    Session session = signUp(email);
    Session other = signIn(email);

    Session after = App.enrolled(session).session();

    as(other)
        .get("/auth/v1/user")
        .then()
        .statusCode(403)
        .body("code", equalTo("session_not_found"));
    tryRefresh(other.refreshToken()).then().statusCode(400);
    as(session).get("/auth/v1/organization").then().statusCode(401);
    as(after).get("/auth/v1/organization").then().statusCode(200);
    assertEquals(
        "factor_changed",
        Stored.text("select end_reason from auth.sessions where ended_at is not null"));
  }

  @Test
  void aRefreshTokenFromBeforeIsAnsweredTheNewOne() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();
    Session before = signIn(email);
    Session shown = app.shown(before);

    Session late = refresh(before);

    assertEquals(shown.refreshToken(), late.refreshToken());
    assertEquals("aal2", late.claim("aal"));
    assertEquals(shown.claim("session_id"), refresh(late).claim("session_id"));
    tryRefresh(before.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("refresh_token_already_used"));
  }

  @Test
  void removesAnEnrolmentOfAnyAge() {
    Session session = signUp(newEmail());
    App app = App.enroll(session);
    Aged.sessions(Duration.ofMinutes(6));

    app.remove(session).then().statusCode(200).body("id", equalTo(app.id()));

    as(session).get("/auth/v1/user").then().body("factors", nullValue());
  }

  @Test
  @Tag("B23")
  @Tag("B25")
  void removesAFactorThatWasShownJustNowAndEndsTheOtherSessions() {
    String email = newEmail();
    Enrolled enrolled = App.enrolled(signUp(email));
    Session second = enrolled.app().shown(signIn(email));
    enrolled
        .app()
        .remove(signIn(email))
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_aal"));
    Aged.sessions(Duration.ofMinutes(6));
    enrolled
        .app()
        .remove(second)
        .then()
        .statusCode(403)
        .body("code", equalTo("reauthentication_needed"));
    Session fresh = enrolled.app().shown(second);

    enrolled.app().remove(fresh).then().statusCode(200);

    as(enrolled.session()).get("/auth/v1/user").then().statusCode(403);
    Session after = refresh(fresh);
    assertEquals("aal1", after.claim("aal"));
    assertEquals(List.of("password"), after.claim("amr.method"));
    assertEquals(false, after.claim("second_factor_pending"));
    assertEquals(1, Stored.events("auth.factor.removed"));
  }

  @Test
  void removingOneOfTwoKeepsTheOther() {
    Enrolled enrolled = App.enrolled(signUp(newEmail()));
    App second = App.enroll(enrolled.session(), "tablet");
    Session session = second.shown(enrolled.session());

    enrolled.app().remove(session).then().statusCode(200);

    assertEquals("aal2", refresh(session).claim("aal"));
    as(session).get("/auth/v1/user").then().body("factors", hasSize(1));
  }

  @Test
  @Tag("B25")
  void aSessionThatIsOverShowsNothing() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();
    Session session = signIn(email);
    String challenge = app.challenge(session);
    PlatformServers.sql(
        """
        update auth.sessions set ended_at = now(), end_reason = 'signed_out'
        where id = '%s'
        """
            .formatted(session.claim("session_id")));
    App.forgetUsedCodes();

    app.verify(session, challenge, app.code(0))
        .then()
        .statusCode(403)
        .body("code", equalTo("session_not_found"));
    assertEquals(0, Stored.count("auth.totp_steps"));
  }

  @Test
  @Tag("B13")
  void aBannedPersonShowsNothing() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();
    Session session = signIn(email);
    String challenge = app.challenge(session);
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1 day'");

    app.verify(session, challenge, app.code(0)).then().statusCode(403);
  }

  @Test
  @Tag("B32")
  void storesNoSecretThatCanBeRead() {
    Session session = signUp(newEmail());
    App app = App.enroll(session);
    String stored = Stored.dump("auth.factors") + Stored.dump("auth.outbox");

    assertFalse(stored.contains(app.secret()));
    assertTrue(stored.contains(app.id()));
  }
}
