package com.leadignite.auth.testing;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;

import com.leadignite.auth.testing.AuthApi.Session;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What people do with phones. */
public final class Phones {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private Phones() {}

  /** A number that no other test uses. */
  public static String newNumber() {
    return "+1415%07d".formatted(2_000_000 + NUMBERS.incrementAndGet());
  }

  /** Where the texts to a number are read. */
  public static String texts(String number) {
    return number + "@sms.localhost";
  }

  /** Signs up with a number. */
  public static Response signUp(String number) {
    return json(Map.of("phone", number, "password", PASSWORD)).post("/auth/v1/signup");
  }

  /** Asks for a code. */
  public static Response otp(String number) {
    return json(Map.of("phone", number)).post("/auth/v1/otp");
  }

  /** Shows a code. */
  public static Response verify(String type, String number, String code) {
    return json(Map.of("type", type, "phone", number, "token", code)).post("/auth/v1/verify");
  }

  /** Signs in with a password. */
  public static Response password(String number, String password) {
    return json(Map.of("phone", number, "password", password))
        .post("/auth/v1/token?grant_type=password");
  }

  /** Asks for another number, with proof. */
  public static Response change(Session session, String number, String password) {
    return as(session)
        .body(Map.of("phone", number, "current_password", password))
        .put("/auth/v1/user");
  }
}
