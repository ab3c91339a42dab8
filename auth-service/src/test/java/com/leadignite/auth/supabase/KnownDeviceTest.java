package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.request;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static com.leadignite.auth.testing.AuthApi.trySignInFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A device that was signed in on is known wherever it is, and strangers do not lock it out. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B14")
class KnownDeviceTest {

  private static final String WRONG = "not the password at all";
  private static final String STRANGER = "127.0.0.2";
  private static final String TRAVELLING = "127.0.0.9";

  @Test
  void isGivenACookieThatNoScriptReads() {
    String email = newEmail();
    signUp(email);

    String cookie = trySignIn(email, PASSWORD).header("Set-Cookie");

    assertTrue(cookie.startsWith("__Host-device="), cookie);
    for (String attribute : new String[] {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"}) {
      assertTrue(cookie.contains("; " + attribute), cookie);
    }
    assertNull(trySignIn(email, WRONG).header("Set-Cookie"));
  }

  @Test
  void letsTheOwnerInWhereNobodyKnowsThemWhileStrangersAreLocked() {
    String email = newEmail();
    signUp(email);
    String cookie = cookie(trySignIn(email, PASSWORD));
    lockOutStrangersFrom(email);

    assertEquals(429, trySignInFrom(TRAVELLING, email, PASSWORD).statusCode());
    assertEquals(200, withCookie(email, PASSWORD, cookie).statusCode());
  }

  @Test
  void countsTheGuessesOnTheDevice() {
    String email = newEmail();
    signUp(email);
    String cookie = cookie(trySignIn(email, PASSWORD));

    for (int i = 0; i < 5; i++) {
      assertEquals(400, withCookie(email, WRONG, cookie).statusCode());
    }

    assertEquals(429, withCookie(email, PASSWORD, cookie).statusCode());
  }

  @Test
  @Tag("B26")
  void isNotKnownByTheCookieOfAnotherAccountNorByAnyOfTwo() {
    String email = newEmail();
    String other = newEmail();
    signUp(email);
    signUp(other);
    String cookie = cookie(trySignIn(email, PASSWORD));
    String foreign = cookie(trySignIn(other, PASSWORD));
    lockOutStrangersFrom(email);

    assertEquals(429, withCookie(email, PASSWORD, foreign).statusCode());
    assertEquals(429, withCookie(email, PASSWORD, cookie + "; " + foreign).statusCode());
    assertEquals(429, withCookie(email, PASSWORD, "__Host-device=x").statusCode());
  }

  private static void lockOutStrangersFrom(String email) {
    for (int i = 0; i < 5; i++) {
      assertEquals(400, trySignInFrom(STRANGER, email, WRONG).statusCode());
    }
    assertEquals(429, trySignInFrom(STRANGER, email, PASSWORD).statusCode());
  }

  private static String cookie(Response signedIn) {
    String field = signedIn.then().statusCode(200).extract().header("Set-Cookie");
    return field.substring(0, field.indexOf(';'));
  }

  private static HttpResponse<String> withCookie(String email, String password, String cookie) {
    return AuthApi.from(
        TRAVELLING,
        request("/auth/v1/token?grant_type=password")
            .header("Content-Type", "application/json")
            .header("Cookie", cookie)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}"))
            .build());
  }
}
