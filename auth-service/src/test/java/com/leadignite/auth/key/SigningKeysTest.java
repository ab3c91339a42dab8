package com.leadignite.auth.key;

import static com.leadignite.auth.key.KeyResourceTest.kid;
import static com.leadignite.auth.key.KeyResourceTest.published;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.time.TurnableClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SigningKeysTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Inject SigningKeys keys;
  @Inject TurnableClock clock;

  /** The table was emptied: the service makes keys as on its first start. */
  @BeforeEach
  void makeKeys() {
    keys.reload().await().atMost(TIMEOUT);
  }

  @AfterEach
  void resetTheClock() {
    clock.reset();
  }

  @Test
  void rotatesWithOverlap() {
    String email = newEmail();
    Session before = signUp(email);
    clock.turn(Duration.ofMinutes(11));

    keys.rotate().await().atMost(TIMEOUT);

    Session after = signIn(email);
    assertNotEquals(kid(before), kid(after));
    assertEquals(3, published().size());
    as(before).get("/auth/v1/user").then().statusCode(200);
    as(after).get("/auth/v1/user").then().statusCode(200);
    clock.turn(Duration.ofMinutes(40));
    keys.reload().await().atMost(TIMEOUT);
    assertFalse(published().contains(kid(before)));
    assertEquals(1, Stored.events("auth.key.rotated"));
  }

  @Test
  void doesNotSignWithAKeyThatVerifiersMayNotHaveYet() {
    Throwable refusal =
        assertThrows(RuntimeException.class, () -> keys.rotate().await().atMost(TIMEOUT));

    assertEquals("The next key was published too recently", refusal.getMessage());
  }

  @Test
  void rotatesByItselfAfterAMonth() {
    String before = kid(signUp(newEmail()));
    clock.turn(Duration.ofDays(31));

    keys.reload().await().atMost(TIMEOUT);

    assertNotEquals(before, kid(signUp(newEmail())));
  }
}
