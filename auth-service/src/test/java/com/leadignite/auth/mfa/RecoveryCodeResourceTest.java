package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.request;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.App.Enrolled;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Recovery codes: made, shown once each, and removed. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class RecoveryCodeResourceTest {

  private static final String PATH = "/auth/v1/factors/recovery-codes";

  @Inject RecoveryCodeStore store;
  @Inject Rows rows;
  @Inject Clock clock;

  @Test
  void makesTenCodes() {
    Session session = App.enrolled(signUp(newEmail())).session();

    Response made = as(session).post(PATH);

    made.then()
        .statusCode(200)
        .body("type", equalTo("recovery_code"))
        .body("friendly_name", equalTo("Recovery codes"))
        .body("total", equalTo(10))
        .body("codes", hasSize(10))
        .body("codes", everyItem(matchesPattern("[a-z2-7]{16}")));
    as(session)
        .get(PATH)
        .then()
        .statusCode(200)
        .body("id", equalTo(made.path("id")))
        .body("total", equalTo(10))
        .body("remaining", equalTo(10));
    as(session)
        .get("/auth/v1/user")
        .then()
        .body("factors.factor_type", contains("totp", "recovery_code"))
        .body("factors.status", contains("verified", "verified"));
    String stored = Stored.dump("auth.recovery_codes") + Stored.dump("auth.outbox");
    List<String> codes = made.path("codes");
    assertTrue(codes.stream().noneMatch(stored::contains));
  }

  @Test
  @Tag("B22")
  void eachCodeWorksOnce() {
    String email = newEmail();
    List<String> codes = codes(App.enrolled(signUp(email)).session());
    Session session = signIn(email);

    Session shown =
        Session.of(show(session, typed(codes.get(3))).then().statusCode(200).extract().jsonPath());

    assertEquals("aal2", shown.claim("aal"));
    assertEquals(List.of("mfa/recovery_code", "password"), shown.claim("amr.method"));
    assertEquals(session.claim("session_id"), shown.claim("session_id"));
    show(signIn(email), codes.get(3))
        .then()
        .statusCode(422)
        .body("code", equalTo("mfa_verification_failed"));
    as(shown).get(PATH).then().body("remaining", equalTo(9));
    assertEquals(1, Stored.events("auth.recovery_code.used"));
    assertEquals(1, Stored.events("auth.mfa.failed"));
  }

  @Test
  @Tag("B22")
  void oneOfManyUsesAtOnceSucceeds() {
    String email = newEmail();
    Session whole = App.enrolled(signUp(email)).session();
    List<String> codes = codes(whole);
    Session session = signIn(email);

    List<Integer> statuses = Parallel.run(200, () -> show(session, codes.getFirst()).statusCode());

    assertEquals(1, statuses.stream().filter(status -> status == 200).count());
    assertTrue(
        statuses.stream().allMatch(status -> status == 200 || status == 422 || status == 429),
        statuses::toString);
  }

  @Test
  @Tag("B22")
  void oneOfTwoHundredSpendsACode() {
    Session session = App.enrolled(signUp(newEmail())).session();
    String code = codes(session).getFirst();
    UUID factor =
        UUID.fromString(
            Stored.text("select id::text from auth.factors where type = 'recovery_code'"));
    UserId user = new UserId(UUID.fromString(session.userId()));
    byte[] hash = RecoveryCode.hash(factor, code);

    List<Boolean> spent =
        Parallel.run(
            200,
            () ->
                rows.asService()
                    .transaction(tx -> store.spend(tx, user, factor, hash, clock.instant()))
                    .await()
                    .indefinitely());

    assertEquals(1, spent.stream().filter(each -> each).count());
  }

  @Test
  @Tag("B22")
  void aCodeOfAnotherPersonIsWorthNothing() {
    List<String> theirs = codes(App.enrolled(signUp(newEmail())).session());
    String email = newEmail();
    codes(App.enrolled(signUp(email)).session());

    show(signIn(email), theirs.getFirst()).then().statusCode(422);
    assertEquals(20, Stored.count("auth.recovery_codes where used_at is null"));
  }

  @Test
  @Tag("B22")
  void spendsNoCodeOfAFactorThatIsSomebodyElses() {
    Session theirs = App.enrolled(signUp(newEmail())).session();
    String code = codes(theirs).getFirst();
    UUID factor =
        UUID.fromString(
            Stored.text("select id::text from auth.factors where type = 'recovery_code'"));
    UserId user = new UserId(UUID.fromString(signUp(newEmail()).userId()));

    boolean spent =
        rows.asService()
            .transaction(tx ->
                store.spend(tx, user, factor, RecoveryCode.hash(factor, code), clock.instant()))
            .await()
            .indefinitely();

    assertFalse(spent);
  }

  @Test
  @Tag("B11")
  void wrongCodesAreCountedWithThoseOfApps() {
    String email = newEmail();
    Enrolled enrolled = App.enrolled(signUp(email));
    List<String> codes = codes(enrolled.session());
    Session session = signIn(email);
    for (int i = 0; i < 3; i++) {
      show(session, "wrong").then().statusCode(422);
    }
    enrolled.app().verify(session, enrolled.app().wrong()).then().statusCode(422);
    enrolled.app().verify(session, enrolled.app().wrong()).then().statusCode(422);

    show(signIn(email), codes.getFirst())
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("2[0-9][0-9]|300"))
        .body("code", equalTo("mfa_recovery_codes_locked"));
    enrolled.app().show(session).then().statusCode(429);
    assertEquals(10, Stored.count("auth.recovery_codes where used_at is null"));
  }

  @Test
  void aPersonWithoutCodesIsAnsweredAsForAWrongOne() {
    String email = newEmail();
    App.enrolled(signUp(email));

    show(signIn(email), "abcdefghijklmnop").then().statusCode(422);
    as(signIn(email))
        .get(PATH)
        .then()
        .statusCode(404)
        .body("code", equalTo("mfa_factor_not_found"));
  }

  @Test
  @Tag("B23")
  void areMadeForThoseWhoHaveJustShownAnotherFactor() {
    String email = newEmail();
    Session session = signUp(email);
    as(session).post(PATH).then().statusCode(403).body("code", equalTo("insufficient_aal"));
    Enrolled enrolled = App.enrolled(session);
    as(signIn(email)).post(PATH).then().statusCode(403).body("code", equalTo("insufficient_aal"));
    Aged.sessions(Duration.ofMinutes(6));
    as(enrolled.session())
        .post(PATH)
        .then()
        .statusCode(403)
        .body("code", equalTo("reauthentication_needed"));

    Session fresh = enrolled.app().shown(enrolled.session());
    as(fresh).body(Map.of("friendly_name", "paper")).post(PATH).then().statusCode(200);

    as(fresh).post(PATH).then().statusCode(422).body("code", equalTo("mfa_verified_factor_exists"));
    as(signIn(email)).post(PATH + "/regenerate").then().statusCode(403);
    as(signIn(email)).delete(PATH).then().statusCode(403);
    Aged.sessions(Duration.ofMinutes(6));
    as(fresh).post(PATH + "/regenerate").then().statusCode(403);
    as(fresh).delete(PATH).then().statusCode(403);
  }

  @Test
  @Tag("B22")
  @Tag("B25")
  void anotherSetMakesTheOldOneWorthNothingAndEndsTheOtherSessions() {
    String email = newEmail();
    Session session = App.enrolled(signUp(email)).session();
    List<String> old = codes(session);
    Session other = signIn(email);

    List<String> codes =
        as(session).post(PATH + "/regenerate").then().statusCode(200).extract().path("codes");

    as(other).get("/auth/v1/user").then().statusCode(403);
    show(signIn(email), old.getFirst()).then().statusCode(422);
    show(signIn(email), codes.getFirst()).then().statusCode(200);
  }

  @Test
  void areRemoved() {
    Session session = App.enrolled(signUp(newEmail())).session();
    String id = as(session).post(PATH).path("id");

    as(session).delete(PATH).then().statusCode(200).body("id", equalTo(id));

    as(session).delete(PATH).then().statusCode(404);
    as(session).get("/auth/v1/user").then().body("factors.factor_type", contains("totp"));
    assertEquals(0, Stored.count("auth.recovery_codes"));
  }

  @Test
  void goWithTheLastOtherFactor() {
    Enrolled enrolled = App.enrolled(signUp(newEmail()));
    codes(enrolled.session());

    enrolled.app().remove(enrolled.session()).then().statusCode(200);

    assertEquals(0, Stored.count("auth.factors"));
  }

  /** Who has lost their phone shows a code, and enrols another one in place of it. */
  @Test
  void areEnoughToReplaceALostApp() {
    String email = newEmail();
    Enrolled lost = App.enrolled(signUp(email));
    List<String> codes = codes(lost.session());
    Session session = Session.of(show(signIn(email), codes.getFirst()).then().extract().jsonPath());

    App found = App.enroll(session, "new phone");
    Session after = found.shown(session);
    lost.app().remove(after).then().statusCode(200);

    as(after)
        .get("/auth/v1/user")
        .then()
        .body("factors.friendly_name", contains("Recovery codes", "new phone"));
  }

  /** As supabase-js asks, if it is given no name. */
  @Test
  void areMadeWithoutABodyAndItsType() {
    Session session = App.enrolled(signUp(newEmail())).session();

    HttpResponse<String> made =
        AuthApi.from(
            "127.0.0.1",
            request(PATH)
                .header("Authorization", "Bearer " + session.accessToken())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

    assertEquals(200, made.statusCode(), made.body());
  }

  @Test
  void asksForACode() {
    as(signUp(newEmail())).body(Map.of()).post(PATH + "/verify").then().statusCode(400);
  }

  private static List<String> codes(Session session) {
    return as(session).post(PATH).then().statusCode(200).extract().path("codes");
  }

  private static Response show(Session session, String code) {
    return as(session).body(Map.of("code", code)).post(PATH + "/verify");
  }

  private static String typed(String code) {
    return code.substring(0, 4).toUpperCase(Locale.ROOT)
        + "-"
        + code.substring(4, 8)
        + " "
        + code.substring(8)
        + "\n";
  }
}
