package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.RedisOutage;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing out is written down while Redis cannot be told, and told when it can. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SignOutWithoutRedisTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  @Tag("B25")
  void endsTheSessionAtOnceAndTheTokensWhenRedisIsBack() throws InterruptedException {
    Session session = signUp(newEmail());

    Response answer = RedisOutage.during(() -> as(session).post("/auth/v1/logout"));

    refusedForNow(answer);
    assertEquals(0, Stored.count("auth.sessions where ended_at is null"));
    assertEquals(1, Stored.events("auth.logout"));
    assertEquals(403, eventually(session, 403));
    assertEquals(0, Stored.count("auth.revocations where published_at is null"));
  }

  @Test
  @Tag("B25")
  void endsAnotherSessionLikewise() throws InterruptedException {
    String email = newEmail();
    Session lost = signUp(email);
    Session own = signIn(email);

    Response answer =
        RedisOutage.during(() -> as(own).delete("/auth/v1/sessions/" + lost.claim("session_id")));

    refusedForNow(answer);
    assertEquals(1, Stored.count("auth.sessions where ended_at is null"));
    assertEquals(403, eventually(lost, 403));
    assertEquals(200, eventually(own, 200));
  }

  @Test
  void aMetricSaysForHowLongRedisHasBeenBehind() {
    double outage = RedisOutage.during(() -> behindUntil(behind -> behind > 3));

    assertTrue(outage > 3);
    assertTrue(behindUntil(behind -> behind < outage) < outage);
  }

  /** What the metric says once it is as wanted, asked for a minute at most. */
  private static double behindUntil(DoublePredicate wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    double behind = behind();
    while (!wanted.test(behind) && System.nanoTime() < end) {
      LockSupport.parkNanos(50_000_000);
      behind = behind();
    }
    return behind;
  }

  private static double behind() {
    return given()
        .get(PlatformServers.management().resolve("/q/metrics"))
        .asString()
        .lines()
        .filter(line -> line.startsWith("leadignite_revocations_behind_seconds"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  /** Every event loop finds out for itself, and the next test meets any of them. */
  @AfterEach
  void waitUntilAllIsWell() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int inARow = 0;
    while (inARow < 30 && System.nanoTime() < end) {
      inARow = trySignIn(newEmail(), PASSWORD).statusCode() == 400 ? inARow + 1 : 0;
      Thread.sleep(20);
    }
    assertEquals(30, inARow);
  }

  private static void refusedForNow(Response answer) {
    answer
        .then()
        .statusCode(503)
        .header("Retry-After", matchesPattern("[1-9]\\d*"))
        .header("x-sb-error-code", "unexpected_failure")
        .body("type", equalTo("/problems/unavailable"));
  }

  /** The status that a token is answered with, asked until it is that one. */
  private static int eventually(Session session, int wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int status = as(session).get("/auth/v1/user").statusCode();
    while (status != wanted && System.nanoTime() < end) {
      Thread.sleep(100);
      status = as(session).get("/auth/v1/user").statusCode();
    }
    return status;
  }
}
