package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.OtherSettings;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where a person has one session only. */
@QuarkusTest
@TestProfile(OtherSettings.class)
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SingleSessionTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void endsTheOtherSessionsOfThePersonWhoSignsIn() {
    String email = newEmail();
    Session somebodyElse = signUp(newEmail());
    Session first = signUp(email);

    Session second = signIn(email);

    tryRefresh(first.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("refresh_token_not_found"));
    assertEquals(1, Stored.count("auth.sessions where end_reason = 'replaced'"));
    as(second).get("/auth/v1/user").then().statusCode(200);
    as(somebodyElse).get("/auth/v1/user").then().statusCode(200);
    // Its access token is refused with the next round of revocations.
    Instant end = Instant.now().plus(LONG);
    while (Stored.count("auth.revocations where published_at is null") > 0) {
      assertTrue(Instant.now().isBefore(end), "the revocation was not published");
    }
    as(first).get("/auth/v1/user").then().statusCode(403);
  }
}
