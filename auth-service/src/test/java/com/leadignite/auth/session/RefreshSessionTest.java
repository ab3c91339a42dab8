package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class RefreshSessionTest {

  @Test
  void keepsTheSessionAndRotatesTheToken() {
    Session first = signUp(newEmail());

    Session second = refresh(first);

    assertEquals(first.claim("session_id"), second.claim("session_id"));
    assertNotEquals(first.refreshToken(), second.refreshToken());
    assertNotEquals(first.claim("jti"), second.claim("jti"));
    as(second).get("/auth/v1/user").then().statusCode(200);
  }

  @Test
  @Tag("B16")
  void makesOneChildOfFiftyParallelRefreshes() {
    Session first = signUp(newEmail());

    List<Response> answers = Parallel.run(50, () -> tryRefresh(first.refreshToken()));

    answers.forEach(answer -> answer.then().statusCode(200));
    assertEquals(
        1,
        answers.stream()
            .map(answer -> answer.jsonPath().getString("refresh_token"))
            .collect(Collectors.toSet())
            .size());
    assertEquals(2L, Stored.count("auth.refresh_tokens"));
  }

  @Test
  void answersTheCurrentTokenAgainAfterALostAnswer() {
    Session first = signUp(newEmail());
    Session second = refresh(first);

    Session again = refresh(first);

    assertEquals(second.refreshToken(), again.refreshToken());
    refresh(again);
  }

  @Test
  @Tag("B17")
  void endsTheSessionWhenAnAncestorShowsUpHoweverSoon() {
    Session first = signUp(newEmail());
    Session second = refresh(first);
    Session third = refresh(second);

    tryRefresh(first.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("refresh_token_already_used"))
        .body("message", equalTo("Invalid Refresh Token: Already Used"));

    tryRefresh(third.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("refresh_token_already_used"));
    as(third).get("/auth/v1/user").then().statusCode(403);
    assertEquals(
        1L,
        Stored.count("auth.sessions where end_reason = 'refresh_reused' and ended_at is not null"));
    assertEquals(1L, Stored.events("auth.refresh.reused"));
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 11, 60, 6 * 24 * 3600})
  void answersTheCurrentTokenHoweverLateTheAnswerIsMissed(long seconds) {
    Session first = signUp(newEmail());
    Session lost = refresh(first);
    Aged.sessions(Duration.ofSeconds(seconds));

    Session found = refresh(first);

    assertEquals(lost.refreshToken(), found.refreshToken());
    as(found).get("/auth/v1/user").then().statusCode(200);
    refresh(found);
  }

  /** As of a replica whose key-encryption key is not configured any more. */
  @Test
  void answersNoTokenThatNobodyStored() {
    Session first = signUp(newEmail());
    refresh(first);
    PlatformServers.sql(
        "update auth.refresh_tokens set token_hash = sha256('another') where generation = 1");

    tryRefresh(first.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("refresh_token_not_found"));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5, 11, 60})
  @Tag("B16")
  @Tag("B17")
  void endsTheSessionWhenTheParentShowsUpAfterItsChildWasUsed(long seconds) {
    Session first = signUp(newEmail());
    Session second = refresh(first);
    Aged.sessions(Duration.ofSeconds(seconds));
    Session third = refresh(second);
    Aged.sessions(Duration.ofSeconds(seconds));

    tryRefresh(first.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("refresh_token_already_used"));

    tryRefresh(third.refreshToken()).then().statusCode(400);
  }

  @Test
  @Tag("B16")
  void endsTheSessionWhenAThiefUsedTheTokenThatWasAnsweredAgain() {
    Session first = signUp(newEmail());
    refresh(first);
    Aged.sessions(Duration.ofSeconds(60));
    Session thief = refresh(refresh(first));

    tryRefresh(first.refreshToken()).then().statusCode(400);

    tryRefresh(thief.refreshToken()).then().statusCode(400);
  }

  @Test
  void leavesOtherSessionsAloneWhenOneIsStolen() {
    String email = newEmail();
    Session stolen = signUp(email);
    Session other = signIn(email);
    refresh(refresh(stolen));

    tryRefresh(stolen.refreshToken()).then().statusCode(400);

    as(other).get("/auth/v1/user").then().statusCode(200);
    refresh(other);
  }

  @Test
  void refusesTokensThatWereNeverGiven() {
    for (String token : List.of("", "x", "A".repeat(43), "é".repeat(43), "A".repeat(5000))) {
      tryRefresh(token)
          .then()
          .statusCode(400)
          .body("code", equalTo("refresh_token_not_found"))
          .body("message", equalTo("Invalid Refresh Token: Refresh Token Not Found"));
    }
  }

  @Test
  void endsASessionThatWasIdleTooLong() {
    Session session = signUp(newEmail());

    Aged.sessions(Duration.ofDays(7).plusMinutes(1));

    tryRefresh(session.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("session_expired"));
  }

  @Test
  void endsASessionThatLivedLongEnoughHoweverBusy() {
    Session session = signUp(newEmail());
    for (int day = 0; day < 25; day += 5) {
      Aged.sessions(Duration.ofDays(5));
      session = refresh(session);
    }

    Aged.sessions(Duration.ofDays(5).plusMinutes(1));

    tryRefresh(session.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("session_expired"));
  }

  @Test
  void refusesABannedPerson() {
    Session session = signUp(newEmail());
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1 hour'");

    tryRefresh(session.refreshToken()).then().statusCode(400);
  }

  @Test
  void storesNoTokenThatCouldBeUsed() {
    Session session = refresh(signUp(newEmail()));

    String everything = Stored.dump("auth.refresh_tokens") + Stored.dump("auth.sessions");

    assertEquals(-1, everything.indexOf(session.refreshToken()));
  }

  @Test
  @Tag("B16")
  void endsTheSessionOnceWhenAnAncestorShowsUpManyTimesAtOnce() {
    Session first = signUp(newEmail());
    refresh(refresh(first));

    List<Response> answers = Parallel.run(30, () -> tryRefresh(first.refreshToken()));

    answers.forEach(answer ->
        answer.then().statusCode(400).body("code", equalTo("refresh_token_already_used")));
    assertEquals(1L, Stored.events("auth.refresh.reused"));
  }
}
