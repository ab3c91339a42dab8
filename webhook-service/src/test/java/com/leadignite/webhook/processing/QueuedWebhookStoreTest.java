package com.leadignite.webhook.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.attack.AppConnection;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.webhook.processing.QueuedWebhookStore.End;
import com.leadignite.webhook.processing.QueuedWebhookStore.Queued;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queue, which the statement that stores a webhook fills. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class QueuedWebhookStoreTest {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final UUID ACME = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
  private static final UUID OTHER = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0002L);

  @Inject Rows rows;

  @BeforeEach
  void aSourceInEachOrganization() {
    for (UUID tenant : List.of(ACME, OTHER)) {
      PlatformServers.sql(
          """
          insert into webhooks.source (tenant_id, id, name, kind, settings, created_by)
          values ('%1$s', '%1$s', 'Phone', 'vapi', '{}', '%1$s')
          """
              .formatted(tenant));
    }
  }

  @Test
  @Tag("B44")
  void noTwoReplicasTakeTheSameWebhook() {
    store(100, ACME);
    QueuedWebhookStore queue = new QueuedWebhookStore(rows);

    List<List<Queued>> taken =
        Uni.join()
            .all(IntStream.range(0, 8).mapToObj(i -> queue.take(20, LEASE)).toList())
            .andFailFast()
            .await()
            .atMost(Duration.ofSeconds(30));

    List<UUID> ids = new ArrayList<>();
    taken.forEach(some -> {
      assertTrue(some.size() <= 20);
      some.forEach(webhook -> ids.add(webhook.id()));
    });
    take(queue).forEach(webhook -> ids.add(webhook.id()));
    assertEquals(ids.size(), new HashSet<>(ids).size());
    assertEquals(100, ids.size());
    assertEquals(List.of(), take(queue));
  }

  @Test
  void whatItsTakerDoesNotEndIsTakenAgainOnceItsLeaseIsOver() {
    store(1, ACME);
    QueuedWebhookStore queue = new QueuedWebhookStore(rows);
    await(queue.take(1, Duration.ZERO));

    Queued again = take(queue).getFirst();

    assertEquals(2, again.attempts());
    await(queue.finish(again, new End(State.IGNORED, "x", null, null), Optional.empty()));
    assertEquals(List.of(), take(queue));
  }

  @Test
  void whoseLeaseWasOverEndsNothingThatAnotherHasTaken() {
    store(1, ACME);
    QueuedWebhookStore queue = new QueuedWebhookStore(rows);
    Queued stale = await(queue.take(1, Duration.ZERO)).getFirst();
    Queued current = take(queue).getFirst();

    await(queue.finish(stale, new End(State.DEAD, "x", null, null), Optional.empty()));
    await(queue.retry(stale, Duration.ZERO, "x"));

    assertEquals(List.of(), take(queue));
    await(queue.finish(current, new End(State.PROCESSED, null, null, null), Optional.empty()));
    assertEquals(0, await(queue.backlog()).parked());
  }

  @Test
  void oneStatementQueuesForSeveralOrganizations() throws SQLException {
    Identity both = new Identity(ACME + "," + OTHER, "", "service");
    try (Connection connection = AppConnection.as(both, "webhooks");
        var statement = connection.createStatement()) {
      assertEquals(
          2,
          statement.executeUpdate(
              """
              insert into inbox (
                tenant_id, id, source_id, received_at, delivery_id, headers, body
              )
              select t, t, t, now(), 'd', '{}', '' from unnest(array['%s', '%s']::uuid[]) t
              """
                  .formatted(ACME, OTHER)));
      connection.commit();
    }

    assertEquals(2, take(new QueuedWebhookStore(rows)).size());
  }

  @Test
  @Tag("B8")
  void queuesNothingForOthers() throws SQLException {
    Identity one = new Identity(ACME.toString(), "", "service");
    try (Connection connection = AppConnection.as(one, "webhooks");
        var statement = connection.createStatement()) {
      String state = "";
      try {
        statement.executeUpdate(
            "insert into processing (tenant_id, inbox_id, source_id) values ('%1$s', '%1$s', '%1$s')"
                .formatted(OTHER));
      } catch (SQLException e) {
        state = e.getSQLState();
      }
      assertEquals("42501", state);
    }
  }

  private static List<Queued> take(QueuedWebhookStore queue) {
    return await(queue.take(100, LEASE));
  }

  private static <T> T await(Uni<T> answer) {
    return answer.await().atMost(Duration.ofSeconds(30));
  }

  /** Stores webhooks by one statement, as the service does. */
  private static void store(int count, UUID tenant) {
    PlatformServers.sql(
        """
        set search_path = webhooks;
        insert into inbox (
          tenant_id, id, source_id, received_at, delivery_id, headers, body
        )
        select '%1$s', uuidv7(), '%1$s', now(), 'd-' || n, '{}', ''
        from generate_series(1, %2$d) n
        """
            .formatted(tenant, count));
  }
}
