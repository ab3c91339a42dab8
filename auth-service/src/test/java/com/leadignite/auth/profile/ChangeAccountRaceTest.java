package com.leadignite.auth.profile;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.password.TestingHasher;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.HeldTransaction;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a change while the sessions of the account end. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B25")
class ChangeAccountRaceTest {

  private static final String OTHER_PASSWORD = "velvet orbit 27 harbour";

  @Inject TestingHasher hasher;

  private String email;
  private Session first;
  private Session second;

  @BeforeEach
  void twoSessions() {
    email = newEmail();
    first = signUp(email);
    second = signIn(email);
    hasher.reset();
  }

  @AfterEach
  void reset() {
    hasher.reset();
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout?scope=others", "logout?scope=global"})
  void storesNoPasswordForASessionThatWasEndedMeanwhile(String ending) throws Exception {
    CompletableFuture<Response> change = heldChange(Map.of("password", OTHER_PASSWORD));

    as(second).post("/auth/v1/" + ending).then().statusCode(204);
    hasher.release();

    refused(change.join());
    assertEquals(200, trySignIn(email, PASSWORD).statusCode());
    assertEquals(400, trySignIn(email, OTHER_PASSWORD).statusCode());
    assertEquals(0, Stored.events("auth.password.changed"));
  }

  @Test
  void storesNoAddressForASessionThatWasEndedMeanwhile() throws Exception {
    CompletableFuture<Response> change =
        heldChange(Map.of("email", newEmail(), "current_password", PASSWORD));

    as(second).delete("/auth/v1/sessions/" + first.claim("session_id")).then().statusCode(204);
    hasher.release();

    refused(change.join());
    assertEquals(200, trySignIn(email, PASSWORD).statusCode());
    assertEquals(0, Stored.events("auth.email.changed"));
  }

  @Test
  void storesNoMetadataForASessionThatWasEndedMeanwhile() throws Exception {
    CompletableFuture<Response> change =
        heldChange(Map.of("password", OTHER_PASSWORD, "data", Map.of("plan", "mine now")));

    as(second).post("/auth/v1/logout?scope=others").then().statusCode(204);
    hasher.release();

    refused(change.join());
    assertEquals(0, Stored.count("auth.users where user_metadata ? 'plan'"));
  }

  /** Whatever was refused is refused alike, whether the password that was shown was right. */
  @Test
  @Tag("B42")
  void revealsNothingOfThePasswordToAnEndedSession() throws Exception {
    CompletableFuture<Response> change =
        heldChange(Map.of("password", OTHER_PASSWORD, "current_password", "not the right one 5"));

    as(second).post("/auth/v1/logout?scope=others").then().statusCode(204);
    hasher.release();

    refused(change.join());
  }

  /**
   * The change holds its own session and waits for another; signing that one's others out would
   * hold a third and wait for the change.
   */
  @Test
  void aChangeAndASignOutDoNotWaitForEachOther() throws Exception {
    Session third = signIn(email);
    CompletableFuture<Response> change;
    CompletableFuture<Response> signOut;
    try (HeldTransaction held =
        HeldTransaction.begin(
            "select from auth.sessions where id = '%s' for update"
                .formatted(first.claim("session_id")))) {
      change = change(third, Map.of("password", OTHER_PASSWORD));
      held.awaitWaiting(1);
      signOut = Parallel.begin(() -> as(first).post("/auth/v1/logout?scope=others"));
      held.awaitWaiting(2);
    }

    assertEquals(200, change.join().statusCode(), change.join().asString());
    assertEquals(204, signOut.join().statusCode(), signOut.join().asString());
    assertEquals(200, trySignIn(email, OTHER_PASSWORD).statusCode());
  }

  private CompletableFuture<Response> heldChange(Map<String, ?> body) throws InterruptedException {
    hasher.hold();
    CompletableFuture<Response> change = change(first, body);
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (hasher.count() == 0) {
      assertTrue(System.nanoTime() < end, "no hash was begun");
      Thread.sleep(10);
    }
    return change;
  }

  private static CompletableFuture<Response> change(Session session, Map<String, ?> body) {
    return Parallel.begin(() -> as(session).body(body).put("/auth/v1/user"));
  }

  private static void refused(Response change) {
    change.then().statusCode(403).body("code", equalTo("session_not_found"));
  }
}
