package com.leadignite.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.mail.MailStore.Waiting;
import com.leadignite.auth.testing.OtherSettings;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.relay.QueueGauges.Backlog;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@TestProfile(OtherSettings.class)
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class MailStoreTest {

  private static final EmailAddress TO = new EmailAddress("ada@example.com");
  private static final Duration LEASE = Duration.ofMinutes(5);

  @Inject MailStore store;
  @Inject Rows rows;
  @Inject Ids ids;
  @Inject Clock clock;

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofMinutes(1));
  }

  private UUID insert() {
    return insert(clock.instant().plusSeconds(600));
  }

  private UUID insert(Instant expiresAt) {
    UUID id = ids.next();
    Mail mail = new Mail(MailKind.RECOVERY, TO, Map.of(), expiresAt, true);
    byte[] content = "sealed".getBytes(StandardCharsets.UTF_8);
    await(rows.asService().transaction(tx -> store.insert(tx, id, mail, "de", content)));
    return id;
  }

  private List<Waiting> take(int limit) {
    return await(store.take(limit, LEASE));
  }

  private Backlog backlog() {
    return await(store.backlog());
  }

  @Test
  void takesWhatWasInserted() {
    UUID id = insert();

    Waiting mail = take(10).getFirst();

    assertEquals(id, mail.id());
    assertEquals("recovery", mail.kind());
    assertEquals(TO, mail.to());
    assertEquals("de", mail.language());
    assertEquals("sealed", mail.content().toString());
    assertTrue(mail.wanted());
    assertTrue(mail.useful());
    assertEquals(1, mail.attempts());
    assertFalse(mail.toString().contains(TO.value()));
  }

  @Test
  void takesTheMailsThatWaitLongestAndNoMoreThanAskedFor() {
    UUID first = insert();
    UUID second = insert();
    insert();

    List<Waiting> taken = take(2);

    assertEquals(List.of(first, second), taken.stream().map(Waiting::id).sorted().toList());
  }

  @Test
  void aMailThatExpiredIsOfNoUse() {
    insert(clock.instant().minusSeconds(1));

    assertFalse(take(10).getFirst().useful());
  }

  @Test
  void aMailToTryAgainIsTakenAfterItsPause() {
    UUID id = insert();
    take(10);

    await(store.retry(id, Duration.ofHours(1)));
    assertEquals(List.of(), take(10));
    await(store.retry(id, Duration.ZERO));

    assertEquals(2, take(10).getFirst().attempts());
  }

  @Test
  void aDeadLetterIsTakenByNobodyAndDeletedWhenItIsOld() {
    UUID id = insert();

    await(store.park(id, "smtp reply 550"));

    assertEquals(List.of(), take(10));
    assertEquals("smtp reply 550", Stored.text("select refusal from auth.mails"));
    await(store.deleteParked(clock.instant().minus(Duration.ofDays(1))));
    assertEquals(1, Stored.count("auth.mails"));
    await(store.deleteParked(clock.instant().plus(Duration.ofDays(1))));
    assertEquals(0, Stored.count("auth.mails"));
  }

  @Test
  void oldMailsThatWaitAreNotDeletedWithDeadLetters() {
    insert();

    await(store.deleteParked(clock.instant().plus(Duration.ofDays(1))));

    assertEquals(1, Stored.count("auth.mails"));
  }

  @Test
  void countsWhatWaitsAndWhatIsDead() {
    assertEquals(new Backlog(0, 0, null), backlog());
    insert();
    insert();
    UUID dead = insert();
    await(store.park(dead, "smtp reply 550"));

    Backlog backlog = backlog();

    assertEquals(2, backlog.waiting());
    assertEquals(1, backlog.parked());
    assertTrue(backlog.oldest() != null);
    PlatformServers.sql("delete from auth.mails where parked_at is null");
    assertNull(backlog().oldest());
  }
}
