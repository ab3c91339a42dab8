package com.leadignite.auth.account;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.EmailChangeStore.Agreed;
import com.leadignite.auth.account.EmailChangeStore.NewChange;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.TenantId;
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
@Tag("B20")
class EmailChangeStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(3600);
  private static final boolean CURRENT = true;
  private static final boolean NEW = false;

  @Inject EmailChangeStore store;
  @Inject Rows rows;

  private UserId user;
  private TenantId tenant;
  private EmailAddress to;

  @BeforeEach
  void anAccount() {
    user = new UserId(UUID.fromString(signUp(newEmail()).userId()));
    tenant = new TenantId(UUID.fromString(Stored.text("select tenant_id::text from auth.users")));
    to = new EmailAddress(newEmail());
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private void begin(boolean currentAgrees) {
    run(tx -> store.begin(tx, new NewChange(user, tenant, null, to, currentAgrees, NOW, LATER)));
  }

  private Optional<Agreed> agree(boolean current) {
    return run(tx -> store.agree(tx, user, to, current, NOW));
  }

  private boolean completes(boolean current) {
    return agree(current).orElseThrow().complete();
  }

  @Test
  void isCompleteOnceBothMailboxesAgreeInAnyOrder() {
    begin(true);
    assertFalse(completes(CURRENT));
    assertTrue(completes(NEW));

    begin(true);
    assertFalse(completes(NEW));
    assertTrue(completes(CURRENT));
  }

  @Test
  void oneMailboxIsNotBothHoweverOftenItAgrees() {
    begin(true);

    assertFalse(completes(CURRENT));
    assertFalse(completes(CURRENT));
  }

  @Test
  void needsTheNewMailboxAloneIfThePresentOneIsNotAsked() {
    begin(false);

    assertTrue(completes(NEW));
  }

  /** The mail said where the account would move, and a later request moves it elsewhere. */
  @Test
  void agreeingToAnotherAddressIsAgreeingToNothing() {
    begin(true);
    EmailAddress other = new EmailAddress(newEmail());

    assertEquals(Optional.empty(), run(tx -> store.agree(tx, user, other, CURRENT, NOW)));

    assertFalse(completes(NEW));
  }

  @Test
  void aLaterRequestForgetsWhoAgreed() {
    begin(true);
    completes(CURRENT);

    begin(true);

    assertFalse(completes(NEW));
  }

  @Test
  void nobodyAgreesOnceItExpired() {
    begin(true);

    assertEquals(Optional.empty(), run(tx -> store.agree(tx, user, to, NEW, LATER)));
  }

  @Test
  void agreeingManyTimesAtOnceIsAgreeingOnce() {
    begin(true);
    completes(CURRENT);

    List<Boolean> complete = Parallel.run(10, () -> completes(NEW));

    assertTrue(complete.stream().allMatch(each -> each));
    assertEquals(1, Stored.count("auth.email_changes"));
  }

  @Test
  void goesWithItsAccount() {
    begin(true);

    PlatformServers.sql("delete from auth.users");

    assertEquals(0, Stored.count("auth.email_changes"));
  }
}
