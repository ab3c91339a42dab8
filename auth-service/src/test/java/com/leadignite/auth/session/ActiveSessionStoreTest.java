package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B25")
class ActiveSessionStoreTest {

  @Inject ActiveSessionStore store;
  @Inject Rows rows;
  @Inject Clock clock;

  private UserId user;
  private SessionId first;
  private SessionId second;
  private SessionId others;

  @BeforeEach
  void twoSessionsOfOnePersonAndOneOfAnother() {
    String email = newEmail();
    Session session = signUp(email);
    user = new UserId(UUID.fromString(session.userId()));
    first = id(session);
    second = id(signIn(email));
    others = id(signUp(newEmail()));
  }

  @Test
  void endsASessionOnce() {
    List<SessionId> ended = run(tx -> end(tx, first));

    assertEquals(List.of(first), ended);
    assertEquals(List.of(), run(tx -> end(tx, first)));
    assertEquals(1, Stored.count("auth.sessions where ended_at is not null"));
  }

  @Test
  void endsNoSessionOfAnother() {
    assertEquals(List.of(), run(tx -> end(tx, others)));
    assertTrue(isActive(others, ownerOf(others)));
  }

  @Test
  void endsAllButOne() {
    List<SessionId> ended =
        run(tx -> store.endOthers(tx, user, first, EndReason.PASSWORD_CHANGED, clock.instant()));

    assertEquals(List.of(second), ended);
    assertTrue(isActive(first, user));
    assertFalse(isActive(second, user));
    assertTrue(isActive(others, ownerOf(others)));
  }

  @Test
  void endsAll() {
    List<SessionId> ended =
        run(tx -> store.endAll(tx, user, EndReason.SIGNED_OUT, clock.instant()));

    assertEquals(Set.of(first, second), Set.copyOf(ended));
    assertEquals(1, Stored.count("auth.sessions where ended_at is null"));
  }

  @Test
  void holdsAnActiveSessionOfThePersonOnly() {
    assertTrue(isHeld(first));
    assertFalse(isHeld(others));
    run(tx -> end(tx, first));

    assertFalse(isHeld(first));
  }

  @Test
  void holdsNoSessionThatExpired() {
    Aged.sessions(Duration.ofDays(31));

    assertFalse(isHeld(first));
    assertFalse(isActive(first, user));
  }

  private Uni<List<SessionId>> end(Transaction tx, SessionId session) {
    return store.end(tx, user, session, EndReason.SIGNED_OUT, clock.instant());
  }

  private boolean isHeld(SessionId session) {
    return run(tx -> store.hold(tx, user, session));
  }

  private boolean isActive(SessionId session, UserId owner) {
    return store.isActive(owner, session, clock.instant()).await().atMost(Duration.ofMinutes(1));
  }

  private static UserId ownerOf(SessionId session) {
    return new UserId(
        UUID.fromString(
            Stored.text("select user_id from auth.sessions where id = '" + session + "'")));
  }

  private static SessionId id(Session session) {
    return new SessionId(UUID.fromString(String.valueOf(session.claim("session_id"))));
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }
}
