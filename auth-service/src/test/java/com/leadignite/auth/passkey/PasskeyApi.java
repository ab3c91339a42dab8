package com.leadignite.auth.passkey;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static io.restassured.RestAssured.given;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Json;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;

/** What a client does with a passkey. */
final class PasskeyApi {

  static final String BASE = "/auth/v1/passkeys";

  private PasskeyApi() {}

  /** A challenge and what it says. */
  record Begun(String id, String nonce, String handle) {

    static Begun of(JsonPath json) {
      return new Begun(
          Json.text(json, "challenge_id"),
          Json.text(json, "options.challenge"),
          Json.text(json, "options.user.id"));
    }
  }

  static Begun beginRegistration(Session session) {
    return Begun.of(
        as(session)
            .post(BASE + "/registration/options")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath());
  }

  static Response register(Session session, Begun begun, Map<String, Object> credential) {
    return as(session)
        .body(Map.of("challenge_id", begun.id(), "credential", credential))
        .post(BASE + "/registration/verify");
  }

  static Response register(Session session, Authenticator authenticator) {
    Begun begun = beginRegistration(session);
    return register(session, begun, authenticator.create(begun.nonce(), begun.handle()));
  }

  /** Registers one, and answers the factor's id. */
  static String registered(Session session, Authenticator authenticator) {
    return Json.text(
        register(session, authenticator).then().statusCode(200).extract().jsonPath(), "id");
  }

  static Begun beginSignIn() {
    return Begun.of(
        given()
            .header("X-Supabase-Api-Version", "2024-01-01")
            .post(BASE + "/authentication/options")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath());
  }

  static Response signIn(Begun begun, Map<String, Object> credential) {
    return json(Map.of("challenge_id", begun.id(), "credential", credential))
        .post(BASE + "/authentication/verify");
  }

  static Response signIn(Authenticator authenticator) {
    Begun begun = beginSignIn();
    return signIn(begun, authenticator.get(begun.nonce()));
  }

  static Session signedIn(Authenticator authenticator) {
    return Session.of(signIn(authenticator).then().statusCode(200).extract().jsonPath());
  }

  /** Begins to enrol one as a factor, and answers the factor's id. */
  static String enroll(Session session, String name) {
    return as(session)
        .body(Map.of("factor_type", "webauthn", "friendly_name", name))
        .post("/auth/v1/factors")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  static JsonPath challenge(Session session, String factor) {
    return as(session)
        .post("/auth/v1/factors/" + factor + "/challenge")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static String nonce(JsonPath challenge) {
    return Json.text(challenge, "webauthn.credential_options.publicKey.challenge");
  }

  static Response verify(
      Session session, String factor, String challenge, Map<String, Object> credential) {
    return as(session)
        .body(
            Map.of(
                "challenge_id",
                challenge,
                "webauthn",
                Map.of(
                    "rpId",
                    "app.example.com",
                    "type",
                    "request",
                    "credential_response",
                    credential)))
        .post("/auth/v1/factors/" + factor + "/verify");
  }

  /** Shows it as a factor. */
  static Response show(Session session, String factor, Authenticator authenticator) {
    JsonPath challenge = challenge(session, factor);
    return verify(session, factor, Json.text(challenge, "id"), authenticator.get(nonce(challenge)));
  }

  /** Enrols one as a factor to the end, and answers the session that has shown it. */
  static Session enrolled(Session session, String factor, Authenticator authenticator) {
    JsonPath challenge = challenge(session, factor);
    String handle = Json.text(challenge, "webauthn.credential_options.publicKey.user.id");
    return Session.of(
        verify(
                session,
                factor,
                Json.text(challenge, "id"),
                authenticator.create(nonce(challenge), handle))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath());
  }
}
