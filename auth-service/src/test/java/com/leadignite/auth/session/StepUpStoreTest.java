package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.assurance.Authentication;
import com.leadignite.auth.assurance.Authentication.Completed;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.hash.Sha256;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class StepUpStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Authentication BOTH =
      new Authentication(
          List.of(new Completed("totp", NOW), new Completed("password", NOW.minusSeconds(60))),
          AssuranceLevel.AAL2);

  @Inject StepUpStore store;
  @Inject Rows rows;

  private Session person;
  private UserId user;
  private SessionId session;

  @BeforeEach
  void aSession() {
    person = signUp(newEmail());
    user = new UserId(UUID.fromString(person.userId()));
    session = new SessionId(UUID.fromString(String.valueOf(person.claim("session_id"))));
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private Optional<AssuranceLevel> level() {
    return run(tx -> store.hold(tx, user, session)).map(Authentication::level);
  }

  @Test
  @Tag("B21")
  void knowsWhatWasShown() {
    assertEquals(Optional.of(AssuranceLevel.AAL1), level());

    run(tx -> store.set(tx, session, BOTH));

    assertEquals(Optional.of(BOTH), run(tx -> store.hold(tx, user, session)));
  }

  @Test
  void holdsNoSessionOfAnother() {
    UserId other = new UserId(UUID.fromString(signUp(newEmail()).userId()));

    assertEquals(Optional.empty(), run(tx -> store.hold(tx, other, session)));
  }

  @Test
  void holdsNoSessionThatIsOver() {
    PlatformServers.sql("update auth.sessions set not_after = now()");
    assertEquals(Optional.empty(), level());

    PlatformServers.sql(
        "update auth.sessions set not_after = now() + interval '1 hour', ended_at = now(),"
            + " end_reason = 'signed_out'");
    assertEquals(Optional.empty(), level());
  }

  @Test
  void holdsNoSessionOfABannedPerson() {
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1 hour'");

    assertEquals(Optional.empty(), level());
  }

  @Test
  @Tag("B16")
  void raisingASessionReplacesItsRefreshToken() {
    byte[] before = run(tx -> store.currentToken(tx, session));
    byte[] next = Sha256.of("the next one");

    ActiveSession raised = run(tx -> store.raise(tx, session, BOTH, next, NOW));

    assertEquals(session, raised.claims().id());
    assertArrayEquals(next, run(tx -> store.currentToken(tx, session)));
    assertEquals(Optional.of(AssuranceLevel.AAL2), level());
    assertEquals(2, Stored.count("auth.refresh_tokens"));
    assertEquals(1, Stored.count("auth.sessions where generation = 1"));
    assertEquals(32, before.length);
  }

  @Test
  void settingWhatWasShownKeepsTheRefreshToken() {
    run(tx -> store.set(tx, session, BOTH));

    tryRefresh(person.refreshToken()).then().statusCode(200);
  }
}
