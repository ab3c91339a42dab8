package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a person was authenticated goes with the session, into each of its tokens. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SessionAssuranceTest {

  @Test
  void aPasswordIsOneMethodOfTheFirstLevel() {
    Session session = signUp(newEmail());

    assertEquals("aal1", session.claim("aal"));
    assertEquals(List.of("password"), session.claim("amr.method"));
    assertEquals(
        "password aal1",
        Stored.text("select concat_ws(' ', amr -> 0 ->> 'method', aal) from auth.sessions"));
  }

  /** As a second factor will store it. */
  @Test
  void tokensCarryAllMethodsOfTheSessionAndItsLevel() {
    Session session = signUp(newEmail());
    PlatformServers.sql(
        """
        update auth.sessions
        set
          aal = 'aal2',
          amr = '[
            {"method": "password", "at": "2026-03-01T12:00:00Z"},
            {"method": "totp", "at": "2026-03-01T12:00:09.5Z"}]'
        """);

    Session refreshed = refresh(session);

    assertEquals("aal2", refreshed.claim("aal"));
    assertEquals(
        List.of(
            Map.of("method", "totp", "timestamp", seconds("2026-03-01T12:00:09Z")),
            Map.of("method", "password", "timestamp", seconds("2026-03-01T12:00:00Z"))),
        refreshed.claim("amr"));
    as(refreshed).get("/auth/v1/sessions").then().body("items.aal", contains("aal2"));
  }

  @Test
  void keepsTheMethodOfASessionFromAReplicaOfThePreviousVersion() {
    Session session = signUp(newEmail());
    PlatformServers.sql("update auth.sessions set amr = null");

    Session refreshed = refresh(session);

    assertEquals(session.claim("amr"), refreshed.claim("amr"));
    assertEquals("aal1", refreshed.claim("aal"));
  }

  @Test
  void storesTheMethodForReplicasOfThePreviousVersion() {
    signUp(newEmail());

    assertEquals(
        1,
        Stored.count("auth.sessions where method = 'password' and authenticated_at is not null"));
  }

  private static int seconds(String time) {
    return Math.toIntExact(Instant.parse(time).getEpochSecond());
  }
}
