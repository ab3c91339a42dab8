package com.leadignite.guard.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.audit.Outbox;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.relay.OutboxStore.Backlog;
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
@Timeout(60)
@WithTestResource(Servers.class)
class OutboxRelayTest {

  private static final UUID TENANT = UUID.fromString("01900000-0000-7000-8000-00000000000a");
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
  void deliversWithinASecondOfTheCommit() throws Exception {
    relay();
    String id = record(1).getFirst();

    await(Duration.ofSeconds(1), () -> service.stored().contains(id));

    awaitEmpty();
    assertEquals(List.of(id), service.stored());
  }

  @Test
  void sendsAsTheServiceInTheFormAuditServiceReads() throws Exception {
    relay();
    record(1);
    await(Duration.ofSeconds(5), () -> !service.batches().isEmpty());

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
  void triesAgainUntilAuditServiceIsBackAndLosesNothing() throws Exception {
    service.answers(batch -> new Answer(503, ""));
    relay();
    List<String> recorded = record(3);
    await(Duration.ofSeconds(5), () -> service.batches().size() >= 2);
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

    await(Duration.ofSeconds(5), () -> backlog().parked() == 1);

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

    await(Duration.ofSeconds(5), () -> backlog().parked() == 1);

    assertEquals(0, backlog().waiting());
  }

  @Test
  void parksNothingBecauseOfABadToken() throws Exception {
    service.answers(batch -> new Answer(401, ""));
    relay();
    record(1);

    await(Duration.ofSeconds(5), () -> service.batches().size() >= 2);

    assertEquals(new Backlog(1, 0, backlog().oldest()), backlog());
  }

  @Test
  @Tag("B44")
  void goesOnAtOnceAfterAFullBatch() throws Exception {
    List<String> recorded = record(25);

    AtomicBoolean started = new AtomicBoolean();
    relay(
        new TestingOutboxConfig(
            5, () -> started.getAndSet(true) ? Duration.ofHours(1) : Duration.ofMillis(20)));

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

    await(Duration.ofSeconds(30), () -> backlog().parked() == 1);

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
    var taken = store.take(10, Duration.ofSeconds(2)).await().atMost(Duration.ofSeconds(5));
    assertEquals(1, taken.size());
    relay();
    Thread.sleep(500);
    assertFalse(service.stored().contains(id));

    awaitEmpty();

    assertEquals(List.of(id), service.stored());
  }

  @Test
  void deliversAgainWhatWasStoredButNotRemoved() throws Exception {
    String id = record(1).getFirst();
    OutboxStore.Message taken =
        store.take(10, Duration.ofMillis(1)).await().atMost(Duration.ofSeconds(5)).getFirst();
    delivery().deliver(List.of(taken.event())).await().atMost(Duration.ofSeconds(5));

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
            .atMost(Duration.ofSeconds(5))
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
        .atMost(Duration.ofSeconds(10));
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
    return new HttpAuditDelivery(
        Optional.of("http://127.0.0.1:" + service.port()),
        config(200),
        () -> Uni.createFrom().item("a-service-token"),
        vertx);
  }

  private Backlog backlog() {
    return store.backlog().await().atMost(Duration.ofSeconds(5));
  }

  private void awaitEmpty() throws InterruptedException {
    await(Duration.ofSeconds(20), () -> backlog().waiting() == 0);
  }

  private static void await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "did not happen within " + limit);
      Thread.sleep(10);
    }
  }

  private static OutboxConfig config(int batch) {
    return new TestingOutboxConfig(batch, () -> Duration.ofMillis(20));
  }

  private record TestingOutboxConfig(int batch, Supplier<Duration> gathering)
      implements OutboxConfig {

    @Override
    public Duration gather() {
      return gathering.get();
    }

    @Override
    public Duration round() {
      return Duration.ofMillis(400);
    }

    @Override
    public Duration lease() {
      return Duration.ofSeconds(10);
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
      return Duration.ofSeconds(5);
    }
  }
}
