package com.leadignite.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.body.Unread;
import com.leadignite.guard.partition.PartitionStore;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class EventStoreTest {

  private static final String REFUSED = "42501";

  private final UUID tenant = Samples.id();
  private final UUID other = Samples.id();
  @Inject ReceiveEvents receiveEvents;
  @Inject PartitionStore partitions;

  private BatchResult receive(JsonNode... events) {
    return receiveEvents.receive("leads-service", unread(List.of(events))).await().indefinitely();
  }

  private static List<Unread<NewEvent>> unread(List<JsonNode> events) {
    return events.stream().map(Samples::unread).toList();
  }

  @Test
  void storesAnEventOnceHoweverOftenItComes() throws Exception {
    ObjectNode event = Samples.leadUpdated(tenant);

    assertEquals(new BatchResult(1, 0, List.of()), receive(event));
    assertEquals(new BatchResult(0, 1, List.of()), receive(event));
    assertEquals(new BatchResult(0, 2, List.of()), receive(event, event.deepCopy()));
    try (var admin = Attacker.asApp().identity(tenant.toString(), "admin")) {
      assertEquals(1, admin.count("select count(*) from event where action = 'lead.updated'"));
      assertEquals(1, admin.count("select count(*) from event_target"));
    }
  }

  @Test
  void refusesAnotherContentUnderAUsedId() {
    ObjectNode event = Samples.leadUpdated(tenant);
    ObjectNode changed = event.deepCopy().put("outcome", "denied");
    receive(event);

    BatchResult result = receive(changed);

    assertEquals(
        new BatchResult(
            0,
            0,
            List.of(
                new BatchResult.Rejection(
                    event.get("id").asText(), "id: was used before with a different content"))),
        result);
  }

  @Test
  void storesTheGoodEventsOfABatchWithABadOne() {
    ObjectNode good = Samples.leadUpdated(tenant);
    ObjectNode bad = Samples.leadUpdated(tenant).put("outcome", "maybe");
    ObjectNode twice = Samples.leadUpdated(tenant);
    ObjectNode twiceChanged = twice.deepCopy().put("outcome", "failed");

    BatchResult result = receive(bad, good, twice, twiceChanged, Samples.JSON.createArrayNode());

    assertEquals(
        new BatchResult(
            2,
            0,
            List.of(
                new BatchResult.Rejection(
                    bad.get("id").asText(), "outcome: must be one of allowed, denied, failed"),
                new BatchResult.Rejection(
                    twice.get("id").asText(), "id: was used before with a different content"),
                new BatchResult.Rejection(null, "event: must be an object"))),
        result);
  }

  @Test
  void storesEachEventOnceWhenBatchesOfTheSameEventsArriveTogether() {
    List<JsonNode> events = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> events.add(Samples.leadUpdated(tenant)));

    List<BatchResult> results =
        Multi.createFrom()
            .range(0, 10)
            .onItem()
            .transformToUni(i -> {
              List<JsonNode> shuffled = new ArrayList<>(events);
              Collections.shuffle(shuffled);
              return receiveEvents.receive("leads-service", unread(shuffled));
            })
            .merge(10)
            .collect()
            .asList()
            .await()
            .indefinitely();

    assertEquals(100, results.stream().mapToInt(BatchResult::accepted).sum());
    assertEquals(900, results.stream().mapToInt(BatchResult::duplicates).sum());
  }

  @Test
  void putsEachEventIntoTheMonthOfItsId() throws Exception {
    receive(Samples.leadUpdated(tenant));

    try (var admin = Attacker.asApp().identity(tenant.toString(), "admin")) {
      assertEquals(
          0,
          admin.count("select count(*) from event where tableoid::regclass::text like '%default'"));
    }
  }

  @Test
  void createsPartitionsAheadAndOnlyWhatIsMissing() throws Exception {
    Uni<Integer> twice =
        partitions.create(4).chain(first -> partitions.create(4).map(second -> first + second));

    int missing = twice.await().indefinitely();

    assertEquals(0, missing);
    try (var owner = Attacker.asOwner()) {
      assertEquals(
          6, owner.count("select count(*) from pg_inherits where inhparent = 'event'::regclass"));
    }
  }

  @Test
  void protectsEachPartitionAsItsParent() throws Exception {
    partitions.create(4).await().indefinitely();

    try (var owner = Attacker.asOwner()) {
      assertEquals(
          0,
          owner.count(
              """
              select count(*)
              from pg_inherits as i
              join pg_class as p on p.oid = i.inhrelid
              where i.inhparent in ('event'::regclass, 'event_target'::regclass)
                and not (
                  p.relrowsecurity
                  and p.relforcerowsecurity
                  and exists (
                    select
                    from pg_trigger as t
                    where t.tgrelid = p.oid
                      and t.tgname = i.inhparent::regclass || '_append_only'
                      and t.tgtype = (
                        select tgtype
                        from pg_trigger
                        where tgrelid = i.inhparent and tgname = t.tgname
                      )
                  )
                )
              """));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update event set action = 'a.b'",
        "update event set action = 'a.b' where false",
        "delete from event",
        "truncate event",
        "truncate event, event_target",
        "delete from event_target",
        "update event_target set target_id = 'x'",
        "update event_default set action = 'a.b'",
        "delete from event_default",
        "truncate event_default",
        "merge into event using (values (1)) v (a) on true when matched then delete",
      })
  void refusesToChangeWhatHappenedToTheAppAndToTheOwner(String attack) throws Exception {
    receive(Samples.leadUpdated(tenant));

    for (String role : List.of("service", "admin", "platform_admin")) {
      try (var app = Attacker.asApp().identity(tenant.toString(), role);
          var owner = Attacker.asOwner().identity(tenant.toString(), role)) {
        assertEquals(REFUSED, app.tries(attack));
        assertEquals(REFUSED, owner.tries(attack));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table event disable trigger all",
        "alter table event disable row level security",
        "alter table event owner to audit_app",
        "drop table event",
        "drop function refuse_change() cascade",
        "create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'",
        "set session_replication_role = replica",
        "create table shadow (id int)",
        "select add_monthly_partition('event', now())",
        "select create_monthly_partitions(array['event'], 1)",
        "select count(*) from event_default",
        "insert into event_default select * from event",
        "set role audit_owner",
      })
  void refusesToLetTheAppGetRidOfTheLock(String attack) throws Exception {
    try (var app = Attacker.asApp().identity(tenant.toString(), "service")) {
      assertEquals(REFUSED, app.tries(attack));
    }
  }

  @Test
  void doesNotLetTheOwnerSwitchTriggersOffForASession() throws Exception {
    try (var owner = Attacker.asOwner()) {
      assertEquals(REFUSED, owner.tries("set session_replication_role = replica"));
    }
  }

  @Test
  void showsEventsToTheirAdminsAndToPlatformAdminsOnly() throws Exception {
    receive(
        Samples.leadUpdated(tenant),
        Samples.leadUpdated(other),
        Samples.leadUpdated(tenant).putNull("tenant_id"));
    String all = "select count(*) from event";
    String targets = "select count(*) from event_target";

    try (var app = Attacker.asApp()) {
      assertEquals(0, app.count(all));
      assertEquals(1, app.identity(tenant.toString(), "admin").count(all));
      assertEquals(1, app.identity(tenant.toString(), "admin").count(targets));
      assertEquals(0, app.identity(tenant.toString(), "manager").count(all));
      assertEquals(0, app.identity(tenant.toString(), "manager").count(targets));
      assertEquals(0, app.identity("", "admin").count(all));
      assertEquals(3, app.identity(tenant.toString(), "platform_admin").count(all));
    }
  }

  @Test
  void letsServicesAloneAddEvents() throws Exception {
    String insert =
        """
        insert into event (id, occurred_at, sender, action, outcome, actor_type, content)
        values (uuidv7(), now(), 's', 'a.b', 'allowed', 'user', '{}')
        """;

    try (var app = Attacker.asApp()) {
      assertEquals(REFUSED, app.identity(tenant.toString(), "admin").tries(insert));
      assertEquals(REFUSED, app.identity(tenant.toString(), "platform_admin").tries(insert));
      assertEquals("done", app.identity("", "service").tries(insert));
    }
  }
}
