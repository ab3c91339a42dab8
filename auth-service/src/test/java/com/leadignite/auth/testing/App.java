package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.as;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.PlatformServers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Map;

/** A person's authenticator app. */
record App(String id, String secret) {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Begins to enrol one. */
  static App enroll(Session session) {
    return enroll(session, "phone");
  }

  /** Begins to enrol one with a name. */
  static App enroll(Session session, String name) {
    JsonPath json = tryEnroll(session, name).then().statusCode(200).extract().jsonPath();
    return new App(json.getString("id"), json.getString("totp.secret"));
  }

  static Response tryEnroll(Session session, String name) {
    return as(session)
        .body(Map.of("factor_type", "totp", "friendly_name", name))
        .post("/auth/v1/factors");
  }

  /**
   * Enrols one to the end; {@code session} is good for nothing afterwards but its refresh token.
   */
  static Enrolled enrolled(Session session) {
    App app = enroll(session);
    return new Enrolled(app, Session.of(app.show(session).then().extract().jsonPath()));
  }

  /** An app, and the session that has shown it. */
  record Enrolled(App app, Session session) {}

  /** The code of now, or of so many steps later. */
  String code(int steps) {
    long step = Totp.stepAt(Clock.systemUTC().instant()) + steps;
    return Totp.code(decode(secret), step);
  }

  /** A code that is never right. */
  String wrong() {
    for (int code = 0; ; code++) {
      String wrong = String.format("%06d", code);
      if (!wrong.equals(code(-2))
          && !wrong.equals(code(-1))
          && !wrong.equals(code(0))
          && !wrong.equals(code(1))
          && !wrong.equals(code(2))) {
        return wrong;
      }
    }
  }

  String challenge(Session session) {
    return as(session)
        .post("/auth/v1/factors/" + id + "/challenge")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  Response verify(Session session, String challenge, String code) {
    return as(session)
        .body(Map.of("challenge_id", challenge, "code", code))
        .post("/auth/v1/factors/" + id + "/verify");
  }

  Response verify(Session session, String code) {
    return verify(session, challenge(session), code);
  }

  /** Shows the code of now, as if half a minute had passed since the last one. */
  Response show(Session session) {
    forgetUsedCodes();
    return verify(session, code(0));
  }

  /** Shows the app, and answers the session that has. */
  Session shown(Session session) {
    return Session.of(show(session).then().statusCode(200).extract().jsonPath());
  }

  Response remove(Session session) {
    return as(session).delete("/auth/v1/factors/" + id);
  }

  static void forgetUsedCodes() {
    PlatformServers.sql("delete from auth.totp_steps");
  }

  private static byte[] decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int pending = 0;
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      pending = (pending << 5) | ALPHABET.indexOf(text.charAt(i));
      count += 5;
      if (count >= 8) {
        count -= 8;
        bytes.write(pending >> count);
        pending &= (1 << count) - 1;
      }
    }
    return bytes.toByteArray();
  }
}
