package com.leadignite.guard.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.audit.Outbox;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.relay.QueueGauges.Backlog;
import com.leadignite.guard.relay.TestingAuditService.Answer;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.testing.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(180)
@WithTestResource(Servers.class)
class OutboxRelayTest {

  private static final UUID TENANT = UUID.fromString("01900000-0000-7000-8000-00000000000a");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Identity PERSON = new Identity(TENANT.toString(), "", "user");

  @Inject Rows rows;
  @Inject Outbox outbox;
  @Inject OutboxStore store;
  @Inject AuditEvents auditEvents;
  @Inject Ids ids;
  @Inject Vertx vertx;

  private final List<OutboxRelay> relays = new ArrayList<>();
  private TestingAuditService service;

  @BeforeEach
  void start() throws Exception {
    Servers.sql("truncate guard.outbox");
    service = new TestingAuditService();
  }

  @AfterEach
  void stop() throws Exception {
    relays.forEach(relay -> relay.stop(new ShutdownEvent()));
    service.close();
  }

  @Test
  void deliversWhatIsCommittedWithoutWaitingForItsNextRound() throws Exception {
    relay(new TestingOutboxConfig(200, () -> GATHER, NEVER));
    String first = record(1).getFirst();
    await(() -> service.stored().contains(first));

    String id = record(1).getFirst();

    awaitEmpty();
    assertEquals(List.of(first, id), service.stored());
  }

  @Test
  void sendsAsTheServiceInTheFormAuditServiceReads() throws Exception {
    relay();
    record(1);
    await(() -> !service.batches().isEmpty());

    var batch = service.batches().getFirst();

    assertEquals("/audit/v1/events", batch.path());
    assertEquals(Optional.of("Bearer a-service-token"), batch.authorization());
    JsonObject event = new JsonObject(batch.body()).getJsonArray("events").getJsonObject(0);
    assertTrue(
        event.getString("occurred_at").matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"), batch.body());
    assertEquals(TENANT.toString(), event.getString("tenant_id"));
    assertEquals("allowed", event.getString("outcome"));
    assertEquals("guard-test", event.getJsonObject("context").getString("service"));
    assertEquals("old", event.getJsonObject("changes").getJsonObject("body").getString("before"));
  }

  @Test
  void sendsWhatOrganizationsAreToldOfToWebhookServiceToo() {
    AuditDelivery both = delivery(Optional.of("http://127.0.0.1:" + service.port()));
    String lead = "{\"id\":\"1\",\"action\":\"lead.created\"}";
    String team = "{\"id\":\"2\",\"action\":\"team.created\"}";

    both.deliver(List.of(lead, team)).await().atMost(PATIENCE);
    both.deliver(List.of(team)).await().atMost(PATIENCE);

    assertEquals(
        List.of("/audit/v1/events", "/webhooks/v1/events", "/audit/v1/events"),
        service.batches().stream().map(batch -> batch.path()).toList());
    assertEquals("{\"events\":[" + lead + "]}", service.batches().get(1).body());
  }

  /** Or an event that audit-service has would be parked. */
  @Test
  void whatWebhookServiceAloneRefusesIsDelivered() {
    AuditDelivery both = delivery(Optional.of("http://127.0.0.1:" + service.port()));
    service.answers(
        batch -> batch.path().startsWith("/webhooks") ? new Answer(422, "") : Answer.STORED);

    both.deliver(List.of("{\"id\":\"1\",\"action\":\"lead.created\"}")).await().atMost(PATIENCE);

    assertEquals(2, service.batches().size());
  }

  @Test
  void triesAgainUntilAuditServiceIsBackAndLosesNothing() throws Exception {
    service.answers(batch -> new Answer(503, ""));
    relay();
    List<String> recorded = record(3);
    await(() -> service.batches().size() >= 2);
    assertEquals(3, backlog().waiting());

    service.batches().clear();
    service.answers(batch -> Answer.STORED);

    awaitEmpty();
    assertEquals(recorded, service.stored());
  }

  @Test
  void keepsTheOrderInWhichEventsWereMade() throws Exception {
    List<String> recorded = record(25);
    relay(config(10));

    awaitEmpty();

    assertEquals(recorded, service.stored());
  }

  @Test
  void parksTheEventThatIsRefusedAndDeliversTheOthers() throws Exception {
    List<String> recorded = record(5);
    String poison = recorded.get(2);
    service.answers(batch -> batch.ids().contains(poison) ? new Answer(400, "") : Answer.STORED);
    relay();

    await(() -> backlog().parked() == 1);

    awaitEmpty();
    List<String> others = new ArrayList<>(recorded);
    others.remove(poison);
    assertEquals(others, service.stored());
  }

  @Test
  void parksAnEventThatIsRejectedInsideASuccess() throws Exception {
    String poison = record(1).getFirst();
    service.answers(batch ->
        new Answer(
            200, "{\"rejected\":[{\"id\":\"%s\",\"reason\":\"too old\"}]}".formatted(poison)));
    relay();

    await(() -> backlog().parked() == 1);

    assertEquals(0, backlog().waiting());
  }

  @Test
  void parksNothingBecauseOfABadToken() throws Exception {
    service.answers(batch -> new Answer(401, ""));
    relay();
    record(1);

    await(() -> service.batches().size() >= 2);

    assertEquals(new Backlog(1, 0, backlog().oldest()), backlog());
  }

  @Test
  @Tag("B44")
  void goesOnAtOnceAfterAFullBatch() throws Exception {
    List<String> recorded = record(25);

    AtomicBoolean started = new AtomicBoolean();
    relay(
        new TestingOutboxConfig(
            5, () -> started.getAndSet(true) ? NEVER : GATHER, Duration.ofMillis(400)));

    awaitEmpty();
    assertEquals(recorded, service.stored());
    assertTrue(service.batches().stream().allMatch(batch -> batch.ids().size() == 5));
  }

  @Test
  void findsTheRefusedEventsOfABatchInFewRequests() throws Exception {
    List<String> recorded = record(64);
    String poison = recorded.get(40);
    service.answers(batch -> batch.ids().contains(poison) ? new Answer(400, "") : Answer.STORED);
    relay();

    await(() -> backlog().parked() == 1);

    awaitEmpty();
    recorded.remove(poison);
    assertEquals(recorded, service.stored());
    assertTrue(service.batches().size() <= 13, service.batches().size() + " requests");
  }

  @Test
  void deliversEachEventOnceWithTwoRelaysAtWork() throws Exception {
    List<String> recorded = record(300);

    relay(config(7));
    relay(config(7));

    awaitEmpty();
    assertEquals(new HashSet<>(recorded), new HashSet<>(service.stored()));
    assertEquals(recorded.size(), service.stored().size());
  }

  @Test
  void deliversWhatARelayTookThatDied() throws Exception {
    String id = record(1).getFirst();
    assertEquals(1, store.take(10, NEVER).await().atMost(PATIENCE).size());
    String other = record(1).getFirst();
    relay();
    await(() -> service.stored().contains(other));
    assertFalse(service.stored().contains(id));

    Servers.sql("update guard.outbox set due_at = now()");

    awaitEmpty();
    assertEquals(List.of(other, id), service.stored());
  }

  @Test
  void deliversAgainWhatWasStoredButNotRemoved() throws Exception {
    String id = record(1).getFirst();
    OutboxStore.Message taken =
        store.take(10, Duration.ofMillis(1)).await().atMost(PATIENCE).getFirst();
    delivery().deliver(List.of(taken.event())).await().atMost(PATIENCE);

    relay();

    awaitEmpty();
    assertEquals(List.of(id, id), service.stored());
  }

  @Test
  void letsNobodyButTheServiceReadTheOutbox() {
    record(1);

    int visible =
        rows.as(PERSON)
            .query("select id from outbox", Tuple.tuple())
            .await()
            .atMost(PATIENCE)
            .size();

    assertEquals(0, visible);
  }

  private List<String> record(int count) {
    List<String> recorded = new ArrayList<>();
    rows.as(PERSON)
        .transaction(transaction -> {
          for (int i = 0; i < count; i++) {
            AuditEvent event =
                auditEvents
                    .of("note.updated")
                    .tenant(TENANT)
                    .target("note", ids.next())
                    .change("body", "old", "new")
                    .build();
            recorded.add(event.id().toString());
            transaction.record(event);
          }
          return Uni.createFrom().item(count);
        })
        .await()
        .atMost(PATIENCE);
    return recorded;
  }

  private void relay() {
    relay(config(200));
  }

  private void relay(OutboxConfig config) {
    relays.add(
        new OutboxRelay(
            store,
            delivery(),
            outbox,
            config,
            new OutboxMetrics(new SimpleMeterRegistry(), Clock.systemUTC()),
            new SecureRandom(),
            vertx));
  }

  private AuditDelivery delivery() {
    return delivery(Optional.empty());
  }

  private AuditDelivery delivery(Optional<String> webhooks) {
    return new HttpAuditDelivery(
        Optional.of("http://127.0.0.1:" + service.port()),
        webhooks,
        config(200),
        () -> Uni.createFrom().item("a-service-token"),
        vertx);
  }

  private Backlog backlog() {
    return store.backlog().await().atMost(PATIENCE);
  }

  private void awaitEmpty() throws InterruptedException {
    await(() -> backlog().waiting() == 0);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "did not happen within " + PATIENCE);
      Thread.sleep(10);
    }
  }

  private static OutboxConfig config(int batch) {
    return new TestingOutboxConfig(batch, () -> GATHER, Duration.ofMillis(400));
  }

  private record TestingOutboxConfig(int batch, Supplier<Duration> gathering, Duration round)
      implements OutboxConfig {

    @Override
    public Duration gather() {
      return gathering.get();
    }

    @Override
    public Duration lease() {
      return PATIENCE;
    }

    @Override
    public Duration firstPause() {
      return Duration.ofMillis(50);
    }

    @Override
    public Duration longestPause() {
      return Duration.ofMillis(400);
    }

    @Override
    public Duration deliveryTimeout() {
      return PATIENCE.dividedBy(2);
    }

    @Override
    public Duration lastDelivery() {
      return PATIENCE;
    }
  }
}
