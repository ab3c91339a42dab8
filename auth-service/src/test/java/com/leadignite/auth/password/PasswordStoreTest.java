package com.leadignite.auth.password;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Stored;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class PasswordStoreTest {

  private static final Instant MARCH = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T12:00:00Z");

  @Inject PasswordStore store;
  @Inject Rows rows;

  private UserId user;

  @BeforeEach
  void aPersonWithAPassword() {
    user = new UserId(UUID.fromString(signUp(newEmail()).userId()));
    change("first", MARCH);
  }

  @Test
  void changesAPassword() {
    change("second", APRIL);

    assertEquals("second", stored());
    assertTrue(isHeld(APRIL));
    assertEquals(1, Stored.count("auth.passwords"));
  }

  @Test
  void setsThePasswordOfAnAccountWithoutOne() {
    PlatformServers.sql("delete from auth.passwords");

    change("second", APRIL);

    assertEquals("second", stored());
  }

  @Test
  void rehashesAPasswordWithoutChangingIt() {
    await(store.rehash(user, "first", "dearer"));

    assertEquals("dearer", stored());
    assertTrue(isHeld(MARCH));
  }

  @Test
  void rehashesNoPasswordThatWasChangedMeanwhile() {
    change("second", APRIL);

    await(store.rehash(user, "first", "dearer"));

    assertEquals("second", stored());
  }

  @Test
  void holdsThePasswordOfThatTimeOnly() {
    assertTrue(isHeld(MARCH));
    assertFalse(isHeld(APRIL));
  }

  private void change(String phc, Instant at) {
    run(tx -> store.change(tx, user, phc, at));
  }

  private boolean isHeld(Instant since) {
    return run(tx -> store.hold(tx, user, since));
  }

  private static String stored() {
    return Stored.text("select phc from auth.passwords");
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return await(rows.asService().transaction(work));
  }

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofMinutes(1));
  }
}
