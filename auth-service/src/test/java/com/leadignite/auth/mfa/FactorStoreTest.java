package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.factor.Factor;
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
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class FactorStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant TEN_MINUTES_AGO = NOW.minusSeconds(600);

  @Inject FactorStore store;
  @Inject Rows rows;
  @Inject Clock clock;

  private UserId user;
  private UserId other;
  private SessionId session;

  @BeforeEach
  void twoPeople() {
    Session person = signUp(newEmail());
    user = new UserId(UUID.fromString(person.userId()));
    session = new SessionId(UUID.fromString(String.valueOf(person.claim("session_id"))));
    other = new UserId(UUID.fromString(signUp(newEmail()).userId()));
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private UUID insert(UserId whose, String name, boolean verified, Instant at) {
    Factor factor = new Factor(UUID.randomUUID(), Factor.TOTP, name, verified, at, at);
    StoredFactor stored = new StoredFactor(factor, session, Buffer.buffer("sealed " + name));
    run(tx -> store.insert(tx, whose, stored));
    return factor.id();
  }

  private List<UUID> found() {
    return run(tx -> store.of(tx, user, TEN_MINUTES_AGO)).stream()
        .map(each -> each.factor().id())
        .toList();
  }

  @Test
  void readsWhatItStored() {
    UUID id = insert(user, "phone", false, NOW);

    StoredFactor stored = run(tx -> store.of(tx, user, TEN_MINUTES_AGO)).getFirst();

    assertEquals(
        new StoredFactor(
            new Factor(id, Factor.TOTP, "phone", false, NOW, NOW),
            session,
            Buffer.buffer("sealed phone")),
        stored);
    assertTrue(stored.is(Factor.TOTP));
  }

  @Test
  @Tag("B23")
  void findsThePersonsOwnTheOldestFirst() {
    UUID second = insert(user, "tablet", true, NOW);
    UUID first = insert(user, "phone", true, NOW.minusSeconds(1));
    insert(other, "phone", true, NOW);

    assertEquals(List.of(first, second), found());
  }

  @Test
  void findsNoEnrolmentThatIsTooOldToBeCompleted() {
    insert(user, "phone", false, TEN_MINUTES_AGO);
    UUID open = insert(user, "tablet", false, TEN_MINUTES_AGO.plusMillis(1));
    UUID verified = insert(user, "laptop", true, TEN_MINUTES_AGO);

    assertEquals(List.of(verified, open), found());
  }

  @Test
  void anEnrolmentReplacesThoseOfItsNameAndThoseThatAreTooOld() {
    insert(user, "phone", false, NOW);
    insert(user, "old", false, TEN_MINUTES_AGO);
    UUID tablet = insert(user, "tablet", false, NOW);
    UUID verified = insert(user, "laptop", true, NOW.plusSeconds(1));
    insert(other, "phone", false, NOW);

    run(tx -> store.deleteUnfinished(tx, user, "phone", TEN_MINUTES_AGO));

    assertEquals(List.of(tablet, verified), found());
    assertEquals(3, Stored.count("auth.factors"));
  }

  @Test
  void anEnrolmentWithoutANameReplacesOneWithoutAName() {
    insert(user, null, false, NOW);
    UUID phone = insert(user, "phone", false, NOW);

    run(tx -> store.deleteUnfinished(tx, user, null, TEN_MINUTES_AGO));

    assertEquals(List.of(phone), found());
  }

  @Test
  void aCompletedEnrolmentIsVerified() {
    UUID id = insert(user, "phone", false, NOW);

    run(tx -> store.verify(tx, id, NOW.plusSeconds(30)));

    Factor factor = run(tx -> store.of(tx, user, TEN_MINUTES_AGO)).getFirst().factor();
    assertTrue(factor.verified());
    assertEquals(NOW.plusSeconds(30), factor.updatedAt());
    assertEquals(NOW, factor.createdAt());
  }

  @Test
  void deletesSeveralAtOnce() {
    UUID phone = insert(user, "phone", true, NOW);
    UUID tablet = insert(user, "tablet", true, NOW);
    UUID laptop = insert(user, "laptop", true, NOW);

    run(tx -> store.delete(tx, List.of(phone, laptop)));

    assertEquals(List.of(tablet), found());
  }

  /**
   * Five attempts of their own are for people who showed a factor there, not for their password.
   */
  @Test
  @Tag("B14")
  void anAddressIsKnownByASecondFactorOfTheLastThirtyDays() {
    Instant now = clock.instant();
    PlatformServers.sql("update auth.sessions set address = '192.0.2.1'");
    assertFalse(isKnown(user, "192.0.2.1", now));

    PlatformServers.sql("update auth.sessions set aal = 'aal2' where user_id = '" + user + "'");

    assertTrue(isKnown(user, "192.0.2.1", now));
    assertFalse(isKnown(user, "192.0.2.2", now));
    assertFalse(isKnown(other, "192.0.2.1", now));
    assertFalse(isKnown(user, "192.0.2.1", now.plus(Duration.ofDays(31))));
  }

  private boolean isKnown(UserId whose, String network, Instant now) {
    return store.isKnown(whose, network, now).await().atMost(Duration.ofMinutes(1));
  }
}
