package com.leadignite.auth.key;

import static com.leadignite.auth.key.KeyResourceTest.kid;
import static com.leadignite.auth.key.KeyResourceTest.published;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.time.MutableClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SigningKeysTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @Inject SigningKeys keys;
  @Inject MutableClock clock;

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
    clock.turn(Duration.ofMinutes(13));

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
    // Longer than a copy of the published keys is kept, which may be of a replica's old ones.
    clock.turn(Duration.ofMinutes(11));

    Throwable refusal =
        assertThrows(RuntimeException.class, () -> keys.rotate().await().atMost(TIMEOUT));

    assertEquals("The next key was published too recently", refusal.getMessage());
  }

  @Test
  void allowsNoCopyToBeCachedUntilAKeyItLacksSigns() {
    Duration ahead = Duration.ofMinutes(10);

    List<Long> minutes =
        Stream.of(-1, 0, 1, 2, 9, 12, 60)
            .map(age -> SigningKeys.cacheable(Duration.ofMinutes(age), ahead).toMinutes())
            .toList();

    assertEquals(List.of(10L, 10L, 10L, 10L, 3L, 0L, 0L), minutes);
  }

  @Test
  void saysSoInItsAnswer() {
    clock.turn(Duration.ofMinutes(13));

    given()
        .get("/auth/v1/.well-known/jwks.json")
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("public, max-age=0"));
  }

  /** Of a key that has leaked: nothing that it signs is valid any more. */
  @Test
  void replacesAllKeysAtOnce() {
    Session before = signUp(newEmail());
    List<String> leaked = published();

    keys.replaceAll().await().atMost(TIMEOUT);

    assertTrue(Collections.disjoint(leaked, published()));
    // A service reads the keys again as soon as it sees a token of a new one.
    Session after = refresh(before);
    as(after).get("/auth/v1/user").then().statusCode(200);
    as(before).get("/auth/v1/user").then().statusCode(403);
    assertEquals(2, Stored.count("auth.signing_keys"));
    assertEquals(1, Stored.events("auth.key.replaced"));
  }

  /** Whoever reads the database or a backup later does not find it. */
  @Test
  void keepsNoPrivateKeyLongerThanItsTokensLive() {
    clock.turn(Duration.ofMinutes(13));
    keys.rotate().await().atMost(TIMEOUT);
    clock.turn(Duration.ofMinutes(40));
    keys.reload().await().atMost(TIMEOUT);
    // Another replica's clock may be behind.
    assertEquals(3, Stored.count("auth.signing_keys"));

    clock.turn(Duration.ofHours(1));
    keys.reload().await().atMost(TIMEOUT);

    assertEquals(2, Stored.count("auth.signing_keys"));
  }

  @Test
  void rotatesByItselfAfterAMonth() {
    String before = kid(signUp(newEmail()));
    clock.turn(Duration.ofDays(31));

    keys.reload().await().atMost(TIMEOUT);

    assertNotEquals(before, kid(signUp(newEmail())));
  }
}
