package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B10")
class ChallengeStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(300);

  @Inject ChallengeStore store;
  @Inject Rows rows;

  private UserId user;
  private SessionId session;
  private SessionId elsewhere;
  private UUID factor;
  private UUID challenge;

  @BeforeEach
  void aChallengeOfOneOfTwoSessions() {
    String email = newEmail();
    Session person = signUp(email);
    user = new UserId(UUID.fromString(person.userId()));
    session = id(person);
    elsewhere = id(signIn(email));
    factor = UUID.fromString(App.enroll(person).id());
    challenge = UUID.randomUUID();
    run(tx ->
        store.insert(tx, new Challenge(challenge, factor, Factor.TOTP, "nonce", LATER), session));
  }

  private static SessionId id(Session person) {
    return new SessionId(UUID.fromString(String.valueOf(person.claim("session_id"))));
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private boolean isOpen(UUID id, UUID ofFactor, SessionId inSession, Instant at) {
    return run(tx -> store.isOpen(tx, id, ofFactor, inSession, at));
  }

  private boolean spend(UserId whose, long step) {
    return run(tx -> store.spend(tx, whose, step));
  }

  @Test
  void isOpenForItsFactorSessionAndTimeAlone() {
    assertTrue(isOpen(challenge, factor, session, LATER.minusMillis(1)));

    assertFalse(isOpen(challenge, factor, session, LATER));
    assertFalse(isOpen(challenge, factor, elsewhere, NOW));
    assertFalse(isOpen(challenge, UUID.randomUUID(), session, NOW));
    assertFalse(isOpen(UUID.randomUUID(), factor, session, NOW));
  }

  @Test
  void isNotOpenOnceItWasAnswered() {
    run(tx -> store.delete(tx, challenge));

    assertFalse(isOpen(challenge, factor, session, NOW));
  }

  @Test
  void goesWithItsFactor() {
    PlatformServers.sql("delete from auth.factors");

    assertEquals(0, Stored.count("auth.factor_challenges"));
  }

  @Test
  void isDeletedOnceItExpired() {
    store.deleteExpired(LATER.minusMillis(1)).await().atMost(Duration.ofMinutes(1));
    assertEquals(1, Stored.count("auth.factor_challenges"));

    store.deleteExpired(LATER).await().atMost(Duration.ofMinutes(1));

    assertEquals(0, Stored.count("auth.factor_challenges"));
  }

  @Test
  void aStepIsSpentOnceWithAllBeforeIt() {
    assertTrue(spend(user, 100));

    assertFalse(spend(user, 100));
    assertFalse(spend(user, 99));
    assertTrue(spend(user, 101));
  }

  @Test
  void aStepIsSpentForOnePersonAlone() {
    UserId other = new UserId(UUID.fromString(signUp(newEmail()).userId()));
    spend(user, 100);

    assertTrue(spend(other, 100));
  }
}
