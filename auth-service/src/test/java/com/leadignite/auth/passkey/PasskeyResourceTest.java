package com.leadignite.auth.passkey;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.auth.passkey.PasskeyApi.Begun;
import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Passkeys: registered, signed in with, shown as a second factor, renamed and removed. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class PasskeyResourceTest {

  @Test
  void asksForAPasskeyThatSignsInWithoutAName() {
    String email = newEmail();

    as(signUp(email))
        .post(PasskeyApi.BASE + "/registration/options")
        .then()
        .statusCode(200)
        .body("challenge_id", notNullValue())
        .body("options.rp.id", equalTo("app.example.com"))
        .body("options.rp.name", equalTo("app.example.com"))
        .body("options.user.name", equalTo(email))
        .body("options.user.displayName", equalTo(email))
        .body("options.user.id", matchesPattern("[A-Za-z0-9_-]{22}"))
        .body("options.challenge", matchesPattern("[A-Za-z0-9_-]{43}"))
        .body("options.pubKeyCredParams.alg", contains(-7, -8, -257))
        .body("options.excludeCredentials", empty())
        .body("options.authenticatorSelection.residentKey", equalTo("required"))
        .body("options.authenticatorSelection.userVerification", equalTo("preferred"))
        .body("options.attestation", equalTo("none"));
  }

  @Test
  void registersOneAndSignsInWithIt() {
    Session session = signUp(newEmail());
    Authenticator authenticator = new Authenticator();

    String id = PasskeyApi.registered(session, authenticator);
    Session signedIn = PasskeyApi.signedIn(authenticator);

    assertEquals(session.userId(), signedIn.userId());
    assertNotEquals(session.claim("session_id"), signedIn.claim("session_id"));
    assertEquals("aal2", signedIn.claim("aal"));
    assertEquals(List.of("webauthn"), signedIn.claim("amr.method"));
    assertEquals(false, signedIn.claim("second_factor_pending"));
    as(signedIn)
        .get("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("factors.id", contains(id))
        .body("factors.factor_type", contains("webauthn"))
        .body("factors.status", contains("verified"));
    assertEquals("aal2", refresh(signedIn).claim("aal"));
    assertEquals(1, Stored.events("auth.factor.verified"));
  }

  @Test
  void theSessionThatRegisteredItHasShownIt() {
    Session session = signUp(newEmail());

    PasskeyApi.registered(session, new Authenticator());

    Session next = refresh(session);
    assertEquals("aal2", next.claim("aal"));
    assertEquals(List.of("webauthn", "password"), next.claim("amr.method"));
  }

  @Test
  @Tag("B21")
  void aPasswordAloneIsNotEnoughFromThenOn() {
    String email = newEmail();
    Authenticator authenticator = new Authenticator();
    String id = PasskeyApi.registered(signUp(email), authenticator);

    Session half = signIn(email);
    assertEquals(true, half.claim("second_factor_pending"));
    as(half).get("/auth/v1/sessions").then().statusCode(403);
    Session whole =
        Session.of(
            PasskeyApi.show(half, id, authenticator).then().statusCode(200).extract().jsonPath());

    assertEquals("aal2", whole.claim("aal"));
    assertEquals(half.claim("session_id"), whole.claim("session_id"));
    assertEquals(List.of("webauthn", "password"), whole.claim("amr.method"));
    as(whole).get("/auth/v1/sessions").then().statusCode(200);
  }

  @Test
  @Tag("B21")
  void oneThatAsksForNothingIsOneFactor() {
    Authenticator authenticator = Authenticator.withoutVerification();
    String id = PasskeyApi.registered(signUp(newEmail()), authenticator);

    Session half = PasskeyApi.signedIn(authenticator);

    assertEquals("aal1", half.claim("aal"));
    assertEquals(true, half.claim("second_factor_pending"));
    as(half).get("/auth/v1/sessions").then().statusCode(403);
    PasskeyApi.show(half, id, authenticator)
        .then()
        .statusCode(422)
        .body("code", equalTo("mfa_verification_failed"))
        .body("message", equalTo("Invalid passkey"));
  }

  @Test
  void oneThatAsksForNothingIsASecondFactorAfterAPassword() {
    String email = newEmail();
    Authenticator authenticator = Authenticator.withoutVerification();
    String id = PasskeyApi.registered(signUp(email), authenticator);

    PasskeyApi.show(signIn(email), id, authenticator).then().statusCode(200);
  }

  @Test
  void enrolsOneAsAFactor() {
    Session session = signUp(newEmail());
    Authenticator authenticator = new Authenticator();
    String factor = PasskeyApi.enroll(session, "key ring");
    as(session)
        .post("/auth/v1/factors/" + factor + "/challenge")
        .then()
        .statusCode(200)
        .body("type", equalTo("webauthn"))
        .body("webauthn.type", equalTo("create"))
        .body("webauthn.credential_options.publicKey.attestation", equalTo("none"));

    Session whole = PasskeyApi.enrolled(session, factor, authenticator);

    assertEquals("aal2", whole.claim("aal"));
    assertEquals(session.claim("session_id"), whole.claim("session_id"));
    as(whole)
        .post("/auth/v1/factors/" + factor + "/challenge")
        .then()
        .statusCode(200)
        .body("webauthn.type", equalTo("request"))
        .body("webauthn.credential_options.publicKey.rpId", equalTo("app.example.com"))
        .body(
            "webauthn.credential_options.publicKey.allowCredentials.id",
            contains(Authenticator.base64(authenticator.id)))
        .body(
            "webauthn.credential_options.publicKey.allowCredentials[0].transports",
            contains("internal"));
    as(whole)
        .get(PasskeyApi.BASE)
        .then()
        .statusCode(200)
        .body("friendly_name", contains("key ring"));
    PasskeyApi.show(whole, factor, authenticator).then().statusCode(200);
  }

  @Test
  @Tag("B23")
  void anEnrolmentIsFinishedByItsSessionAlone() {
    String email = newEmail();
    Session mine = signUp(email);
    String factor = PasskeyApi.enroll(mine, "key ring");
    var challenge = PasskeyApi.challenge(mine, factor);
    Session other = signIn(email);

    PasskeyApi.verify(
            other,
            factor,
            challenge.getString("id"),
            new Authenticator().create(PasskeyApi.nonce(challenge), ""))
        .then()
        .statusCode(404);
  }

  @Test
  void listsAndRenamesThem() {
    Session session = signUp(newEmail());
    Authenticator authenticator = new Authenticator();
    String id = PasskeyApi.registered(session, authenticator);
    as(session)
        .get(PasskeyApi.BASE)
        .then()
        .statusCode(200)
        .body("id", contains(id))
        .body("[0].friendly_name", nullValue())
        .body("[0].last_used_at", nullValue())
        .body("[0].created_at", notNullValue());
    Session signedIn = PasskeyApi.signedIn(authenticator);

    as(signedIn)
        .body(Map.of("friendly_name", " phone "))
        .patch(PasskeyApi.BASE + "/" + id)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("friendly_name", equalTo("phone"))
        .body("last_used_at", notNullValue());

    as(signedIn).get(PasskeyApi.BASE).then().body("friendly_name", contains("phone"));
    assertEquals(1, Stored.events("auth.factor.renamed"));
    as(signedIn).body(Map.of()).patch(PasskeyApi.BASE + "/" + id).then().statusCode(400);
  }

  @Test
  void refusesANameThatAnotherHas() {
    Session session = signUp(newEmail());
    PasskeyApi.registered(session, new Authenticator());
    Session whole = refresh(session);
    String id = PasskeyApi.registered(whole, new Authenticator());
    List<String> ids = as(whole).get(PasskeyApi.BASE).then().extract().path("id");
    as(whole).body(Map.of("friendly_name", "one")).patch(PasskeyApi.BASE + "/" + ids.get(0));

    as(whole)
        .body(Map.of("friendly_name", "one"))
        .patch(PasskeyApi.BASE + "/" + id)
        .then()
        .statusCode(422)
        .body("code", equalTo("mfa_factor_name_conflict"));
  }

  @Test
  @Tag("B25")
  void registeringAndRemovingEndTheOtherSessions() {
    String email = newEmail();
    Session other = signUp(email);
    Session session = signIn(email);
    Authenticator authenticator = new Authenticator();
    String id = PasskeyApi.registered(session, authenticator);
    tryRefresh(other.refreshToken()).then().statusCode(400);
    Session kept = PasskeyApi.signedIn(authenticator);
    Session ended = PasskeyApi.signedIn(authenticator);

    as(kept).delete(PasskeyApi.BASE + "/" + id).then().statusCode(204);

    tryRefresh(ended.refreshToken()).then().statusCode(400);
    as(kept).get(PasskeyApi.BASE).then().statusCode(200).body("", hasSize(0));
    Session next = refresh(kept);
    assertEquals("aal1", next.claim("aal"));
    assertEquals(List.of("webauthn"), next.claim("amr.method"));
    PasskeyApi.signIn(authenticator).then().statusCode(400);
    assertEquals(1, Stored.events("auth.factor.removed"));
  }

  @Test
  @Tag("B23")
  void needsAFreshFactorToAddOrRemoveOne() {
    String email = newEmail();
    Authenticator authenticator = new Authenticator();
    String id = PasskeyApi.registered(signUp(email), authenticator);
    Session half = signIn(email);
    as(half).post(PasskeyApi.BASE + "/registration/options").then().statusCode(403);
    as(half)
        .delete(PasskeyApi.BASE + "/" + id)
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_aal"));
    as(half)
        .body(Map.of("friendly_name", "x"))
        .patch(PasskeyApi.BASE + "/" + id)
        .then()
        .statusCode(403);
    Session whole = PasskeyApi.signedIn(authenticator);
    Begun begun = PasskeyApi.beginRegistration(whole);
    Aged.sessions(Duration.ofMinutes(6));

    as(whole)
        .delete(PasskeyApi.BASE + "/" + id)
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/fresh-sign-in-needed"));
    as(whole).post(PasskeyApi.BASE + "/registration/options").then().statusCode(403);
    PasskeyApi.register(whole, begun, new Authenticator().create(begun.nonce(), begun.handle()))
        .then()
        .statusCode(403);
  }

  @Test
  void doesNotMakeASecondOneInTheSameAuthenticator() {
    Session session = signUp(newEmail());
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(session, authenticator);
    Session whole = refresh(session);

    as(whole)
        .post(PasskeyApi.BASE + "/registration/options")
        .then()
        .body("options.excludeCredentials.id", contains(Authenticator.base64(authenticator.id)));
    PasskeyApi.register(whole, authenticator)
        .then()
        .statusCode(422)
        .body("code", equalTo("webauthn_credential_exists"));
  }

  @Test
  @Tag("B22")
  void aPasskeyBelongsToOnePerson() {
    Authenticator authenticator = new Authenticator();
    String id = PasskeyApi.registered(signUp(newEmail()), authenticator);
    String email = newEmail();
    Session other = signUp(email);

    PasskeyApi.register(other, authenticator)
        .then()
        .statusCode(422)
        .body("code", equalTo("webauthn_credential_exists"));
    as(other).delete(PasskeyApi.BASE + "/" + id).then().statusCode(404);
    as(other)
        .body(Map.of("friendly_name", "mine"))
        .patch(PasskeyApi.BASE + "/" + id)
        .then()
        .statusCode(404)
        .body("code", equalTo("webauthn_credential_not_found"));
    as(other).post("/auth/v1/factors/" + id + "/challenge").then().statusCode(404);
    as(other).get(PasskeyApi.BASE).then().body("", hasSize(0));
    String own = PasskeyApi.registered(other, new Authenticator());
    PasskeyApi.show(signIn(email), own, authenticator).then().statusCode(422);
  }

  @Test
  @Tag("B22")
  void aFactorIsShownWithItsOwnPasskey() {
    String email = newEmail();
    Authenticator first = new Authenticator();
    String id = PasskeyApi.registered(signUp(email), first);
    Authenticator second = new Authenticator();
    PasskeyApi.registered(PasskeyApi.signedIn(first), second);

    PasskeyApi.show(signIn(email), id, second).then().statusCode(422);
    PasskeyApi.show(signIn(email), id, first).then().statusCode(200);
  }

  @Test
  void thereAreTenFactorsAtMost() {
    Session session = signUp(newEmail());
    for (int i = 0; i < 10; i++) {
      PasskeyApi.registered(session, new Authenticator());
    }

    as(session)
        .post(PasskeyApi.BASE + "/registration/options")
        .then()
        .statusCode(422)
        .body("code", equalTo("too_many_enrolled_mfa_factors"));
  }

  @Test
  @Tag("B13")
  void aBannedPersonDoesNotSignIn() {
    Session session = signUp(newEmail());
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(session, authenticator);
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1 hour'");

    PasskeyApi.signIn(authenticator)
        .then()
        .statusCode(400)
        .body("code", equalTo("webauthn_verification_failed"))
        .body("message", startsWith("Credential verification failed"));
  }

  @Test
  void recordsCountersAndBackups() {
    Session session = signUp(newEmail());
    Authenticator authenticator = new Authenticator();
    authenticator.flags |= Authenticator.BE;
    PasskeyApi.registered(session, authenticator);
    authenticator.flags |= Authenticator.BS;
    authenticator.step = 7;

    PasskeyApi.signedIn(authenticator);

    assertEquals(
        "7 true true",
        Stored.text(
            "select sign_count || ' ' || backup_eligible || ' ' || backed_up from auth.passkeys"));
  }

  @Test
  void makesTheDeviceKnown() {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);

    PasskeyApi.signIn(authenticator).then().header("Set-Cookie", startsWith("__Host-device="));
  }

  @Test
  void tellsTheOwnerOfASignInFromWhereTheyAreNotKnown() {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    PasskeyApi.signIn(authenticator).then().statusCode(200);
    assertEquals(0, Stored.count("auth.mails where kind = 'new_device'"));
    PlatformServers.sql("update auth.sessions set address = '192.0.2.1'");

    PasskeyApi.signIn(authenticator).then().statusCode(200);

    assertEquals(1, Stored.count("auth.mails where kind = 'new_device'"));
  }
}
