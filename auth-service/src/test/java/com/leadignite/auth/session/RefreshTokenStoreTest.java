package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class RefreshTokenStoreTest {

  private static final byte[] SECOND = RefreshTokens.hash("second");
  private static final byte[] THIRD = RefreshTokens.hash("third");

  @Inject RefreshTokenStore store;
  @Inject Rows rows;
  @Inject Clock clock;

  private Session session;
  private byte[] first;

  @BeforeEach
  void aSession() {
    session = signUp(newEmail());
    first = RefreshTokens.hash(session.refreshToken());
  }

  @Test
  void rotatesTheCurrentTokenOnce() {
    ActiveSession rotated = rotate(first, SECOND).orElseThrow();

    assertEquals(session.claim("session_id"), rotated.claims().id().toString());
    assertEquals(session.userId(), rotated.account().id().toString());
    assertEquals("email", rotated.account().identities().getFirst().provider());
    assertEquals(Optional.empty(), rotate(first, THIRD));
    assertTrue(rotate(SECOND, THIRD).isPresent());
    assertEquals(3, Stored.count("auth.refresh_tokens"));
  }

  @Test
  void rotatesNoTokenOfASessionThatIsOver() {
    PlatformServers.sql("update auth.sessions set refreshed_at = now() - interval '8 days'");

    assertEquals(Optional.empty(), rotate(first, SECOND));
    assertTrue(find(first).orElseThrow().over());
  }

  @Test
  void rotatesNoTokenOfABannedAccount() {
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1 hour'");

    assertEquals(Optional.empty(), rotate(first, SECOND));
    assertTrue(find(first).orElseThrow().over());
  }

  @Test
  void tellsHowManyTokensCameAfterAStaleOne() {
    rotate(first, SECOND);
    assertEquals(1, find(first).orElseThrow().age());

    rotate(SECOND, THIRD);

    assertEquals(2, find(first).orElseThrow().age());
    assertEquals(1, find(SECOND).orElseThrow().age());
    assertFalse(find(first).orElseThrow().over());
  }

  @Test
  void findsTheSessionOfEveryTokenOfTheFamily() {
    rotate(first, SECOND);

    assertEquals(session.claim("session_id"), sessionOf(first));
    assertEquals(session.claim("session_id"), sessionOf(SECOND));
    assertEquals("none", sessionOf(THIRD));
    assertEquals(Optional.empty(), find(THIRD));
  }

  private Optional<ActiveSession> rotate(byte[] token, byte[] successor) {
    Instant now = clock.instant();
    return run(tx -> store.rotate(tx, token, successor, now, now.minus(Duration.ofDays(7))));
  }

  private Optional<StaleToken> find(byte[] token) {
    Instant now = clock.instant();
    return run(tx -> store.find(tx, token, now, now.minus(Duration.ofDays(7))));
  }

  private String sessionOf(byte[] token) {
    return store
        .sessionOf(token)
        .await()
        .atMost(Duration.ofMinutes(1))
        .map(Object::toString)
        .orElse("none");
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }
}
