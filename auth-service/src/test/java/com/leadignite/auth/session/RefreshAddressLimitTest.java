package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.request;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignInFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.OtherSettings;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever one of an office does at its address, the sessions of the others outlive it: Supabase's
 * clients keep a session whose refresh is answered 503, and drop one whose refresh is answered 429.
 */
@QuarkusTest
@TestProfile(OtherSettings.class)
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class RefreshAddressLimitTest {

  private static final int PEOPLE = 12;

  @Test
  @Tag("B40")
  void keepsSessionsBehindAnAddressThatIsUsedUp() {
    String office = "127.0.0.21";
    List<Session> sessions = IntStream.range(0, PEOPLE).mapToObj(i -> signUp(newEmail())).toList();
    for (int i = 0; i <= OtherSettings.REQUESTS; i++) {
      AuthApi.from(office, request("/auth/v1/settings").build());
    }
    assertEquals(429, AuthApi.from(office, request("/auth/v1/settings").build()).statusCode());

    List<HttpResponse<String>> answers =
        sessions.stream().map(session -> refreshFrom(office, session)).toList();

    answers.forEach(RefreshAddressLimitTest::isRetryable);
    assertEquals(429, trySignInFrom(office, newEmail(), "whatever it is").statusCode());
    assertEquals(200, refreshFrom("127.0.0.22", sessions.getFirst()).statusCode());
  }

  @Test
  @Tag("B40")
  void keepsSessionsBehindAnAddressThatAskedForTooManyTokens() {
    String office = "127.0.0.23";
    Session session = signUp(newEmail());
    for (int i = 0; i < OtherSettings.TOKENS; i++) {
      trySignInFrom(office, newEmail(), "whatever it is");
    }
    assertEquals(429, trySignInFrom(office, newEmail(), "whatever it is").statusCode());

    HttpResponse<String> answer = refreshFrom(office, session);

    isRetryable(answer);
    assertEquals(200, refreshFrom("127.0.0.24", session).statusCode());
  }

  private static void isRetryable(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer.body());
    assertTrue(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()) > 0);
    assertEquals(
        "unexpected_failure", answer.headers().firstValue("x-sb-error-code").orElseThrow());
  }

  private static HttpResponse<String> refreshFrom(String address, Session session) {
    return AuthApi.from(
        address,
        request("/auth/v1/token?grant_type=refresh_token")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"refresh_token\":\"" + session.refreshToken() + "\"}"))
            .build());
  }
}
