package com.leadignite.auth.password;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hash takes tens of milliseconds: whoever waits for none must not notice. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class PasswordWorkersTest {

  @Inject TestingHasher hasher;

  @BeforeEach
  @AfterEach
  void reset() {
    hasher.reset();
  }

  @Test
  void hashOnTheirOwnThreadsWhateverAsksForIt() {
    String email = newEmail();
    Session session = signUp(email);
    signIn(email);
    trySignIn(newEmail(), PASSWORD);
    as(session)
        .body(Map.of("password", "violet harbour 27 canyon", "current_password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);

    assertEquals(6, hasher.count());
    assertTrue(
        hasher.threads().stream().allMatch(name -> name.startsWith("password-")),
        hasher.threads().toString());
  }

  @Test
  void leaveTheEventLoopFreeWhileEveryOneOfThemHashes() throws Exception {
    Session session = signUp(newEmail());
    hasher.hold();
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      Future<?>[] waiting = new Future<?>[8];
      for (int i = 0; i < waiting.length; i++) {
        waiting[i] = clients.submit(() -> trySignIn(newEmail(), PASSWORD));
      }
      while (hasher.count() < 2) {
        Thread.sleep(10);
      }

      as(session).get("/auth/v1/user").then().statusCode(200);
      RestAssured.get("/auth/v1/health").then().statusCode(200);

      hasher.release();
      for (Future<?> each : waiting) {
        each.get();
      }
    } finally {
      hasher.release();
    }
  }
}
