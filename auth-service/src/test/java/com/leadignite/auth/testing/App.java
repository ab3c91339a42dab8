package com.leadignite.auth.testing;

import static com.leadignite.auth.testing.AuthApi.as;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.PlatformServers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A person's authenticator app. It computes its codes by itself (RFC 6238), so that it agrees with
 * the service only if both are right.
 */
public record App(String id, String secret) {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Begins to enrol one. */
  public static App enroll(Session session) {
    return enroll(session, "phone");
  }

  /** Begins to enrol one with a name. */
  public static App enroll(Session session, String name) {
    JsonPath made = tryEnroll(session, name).then().statusCode(200).extract().jsonPath();
    return new App(Json.text(made, "id"), Json.text(made, "totp.secret"));
  }

  /** Asks for the enrolment of one with a name. */
  public static Response tryEnroll(Session session, String name) {
    return as(session)
        .body(Map.of("factor_type", "totp", "friendly_name", name))
        .post("/auth/v1/factors");
  }

  /**
   * Enrols one to the end; {@code session} is good for nothing afterwards but its refresh token.
   */
  public static Enrolled enrolled(Session session) {
    App app = enroll(session);
    return new Enrolled(app, Session.of(app.show(session).then().extract().jsonPath()));
  }

  /** An app, and the session that has shown it. */
  public record Enrolled(App app, Session session) {}

  /** The code of now, or of so many steps later. */
  public String code(int steps) {
    long step = Clock.systemUTC().instant().getEpochSecond() / 30 + steps;
    byte[] hash = hmac(decode(secret), ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int code = (ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff) % 1_000_000;
    return String.format(Locale.ROOT, "%06d", code);
  }

  /** A code that is never right. */
  public String wrong() {
    for (int code = 0; ; code++) {
      String wrong = String.format(Locale.ROOT, "%06d", code);
      if (!wrong.equals(code(-2))
          && !wrong.equals(code(-1))
          && !wrong.equals(code(0))
          && !wrong.equals(code(1))
          && !wrong.equals(code(2))) {
        return wrong;
      }
    }
  }

  /** Asks for a challenge; answers its id. */
  public String challenge(Session session) {
    Response answer = as(session).post("/auth/v1/factors/" + id + "/challenge");
    return Json.text(answer.then().statusCode(200).extract().jsonPath(), "id");
  }

  /** Shows a code for a challenge. */
  public Response verify(Session session, String challenge, String code) {
    return as(session)
        .body(Map.of("challenge_id", challenge, "code", code))
        .post("/auth/v1/factors/" + id + "/verify");
  }

  /** Shows a code for a new challenge. */
  public Response verify(Session session, String code) {
    return verify(session, challenge(session), code);
  }

  /** Shows the code of now, as if half a minute had passed since the last one. */
  public Response show(Session session) {
    forgetUsedCodes();
    return verify(session, code(0));
  }

  /** Shows the app, and answers the session that has. */
  public Session shown(Session session) {
    return Session.of(show(session).then().statusCode(200).extract().jsonPath());
  }

  /** Removes it. */
  public Response remove(Session session) {
    return as(session).delete("/auth/v1/factors/" + id);
  }

  /** Codes that were used may be used again. */
  public static void forgetUsedCodes() {
    PlatformServers.sql("delete from auth.totp_steps");
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
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
