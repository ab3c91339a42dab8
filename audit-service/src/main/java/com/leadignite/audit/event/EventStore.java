package com.leadignite.audit.event;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Adds events to the append-only table; {@link EventReadStore} reads them. */
@Singleton
final class EventStore {

  private final Rows rows;

  EventStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * Adds the events whose ids are new, all in one transaction.
   *
   * @param sender the service that brought them
   * @param events at least one, each id once
   * @return what was stored before under the ids that were not new: id to canonical content
   */
  Uni<Map<UUID, String>> add(String sender, List<ReceivedEvent> events) {
    return rows.asService().transaction(transaction -> add(transaction, sender, events));
  }

  private static Uni<Map<UUID, String>> add(
      Transaction transaction, String sender, List<ReceivedEvent> events) {
    // In the order of their ids, so that two batches with common events wait for each other instead
    // of dying in a deadlock. What a concurrent batch added first is visible to the second
    // statement.
    List<ReceivedEvent> sorted =
        events.stream().sorted((a, b) -> a.id().toString().compareTo(b.id().toString())).toList();
    return transaction
        .query(
            """
            with incoming as (
              select *
              from unnest(
                $2::uuid[],
                $3::uuid[],
                $4::timestamptz[],
                $5::text[],
                $6::text[],
                $7::text[],
                $8::text[],
                $9::text[],
                $10::text[],
                $11::text[]
              ) as incoming (
                id,
                tenant_id,
                occurred_at,
                action,
                outcome,
                actor_type,
                actor_id,
                address,
                request_id,
                content
              )
            ),
            added as (
              insert into event (
                id,
                tenant_id,
                occurred_at,
                sender,
                action,
                outcome,
                actor_type,
                actor_id,
                address,
                request_id,
                content
              )
              select
                id,
                tenant_id,
                occurred_at,
                $1,
                action,
                outcome,
                actor_type,
                actor_id,
                address::inet,
                request_id,
                content
              from incoming
              on conflict (id) do nothing
              returning
                id,
                tenant_id,
                occurred_at
            ),
            added_targets as (
              insert into event_target (
                tenant_id,
                event_id,
                position,
                occurred_at,
                target_type,
                target_id
              )
              select
                added.tenant_id,
                added.id,
                target.position,
                added.occurred_at,
                target.target_type,
                target.target_id
              from added
              join unnest(
                $12::uuid[],
                $13::smallint[],
                $14::text[],
                $15::text[]
              ) as target (
                event_id,
                position,
                target_type,
                target_id
              )
                on target.event_id = added.id
            )
            select id
            from added
            """,
            parameters(sender, sorted))
        .chain(added -> storedBefore(transaction, without(sorted, added)));
  }

  private static Tuple parameters(String sender, List<ReceivedEvent> events) {
    Tuple parameters = Tuple.of(sender);
    EventColumns.of(events).forEach(parameters::addValue);
    return parameters;
  }

  private static List<UUID> without(List<ReceivedEvent> events, RowSet<Row> added) {
    Set<UUID> ids = new HashSet<>();
    added.forEach(row -> ids.add(row.getUUID("id")));
    return events.stream().map(ReceivedEvent::id).filter(id -> !ids.contains(id)).toList();
  }

  private static Uni<Map<UUID, String>> storedBefore(Transaction transaction, List<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return transaction
        .query(
            """
            select
              id,
              content
            from event
            where id = any($1)
            """,
            Tuple.of(ids.toArray(UUID[]::new)))
        .map(found -> {
          Map<UUID, String> contents = new HashMap<>();
          found.forEach(row -> contents.put(row.getUUID("id"), row.getString("content")));
          return contents;
        });
  }
}
