package com.leadignite.guard.relay;

import com.leadignite.guard.relay.QueueGauges.Backlog;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The relay's side of the outbox. Every statement runs as the service, over all tenants. */
@Singleton
final class OutboxStore {

  /**
   * Takes a batch. Materialized, and asked for as one array, the inner query runs once: in a join
   * its limit would count anew for each row that it is joined with.
   */
  static final String TAKE =
      """
      with due as materialized (
        select id
        from outbox
        where parked_at is null
          and due_at <= now()
        order by id
        limit $1
        for update skip locked
      )
      update outbox
      set
        due_at = now() + $2 * interval '1 millisecond',
        attempts = attempts + 1
      where id = any(array(select id from due))
      returning
        id,
        event,
        created_at
      """;

  static final String REMOVE = "delete from outbox where id = any($1)";

  static final String GIVE_BACK =
      """
      update outbox
      set due_at = now() + $2 * interval '1 millisecond'
      where id = any($1)
      """;

  private final Rows.Scope rows;

  OutboxStore(Rows rows) {
    this.rows = rows.asService();
  }

  /** An event that was taken. */
  record Message(UUID id, String event, Instant createdAt) {}

  /**
   * Takes the oldest events that no other relay has taken; they are this relay's until the lease
   * ends. No transaction stays open meanwhile, and a relay that dies gives its rows back by the
   * clock.
   *
   * @param limit how many at most; never more are taken
   */
  Uni<List<Message>> take(int limit, Duration lease) {
    return QueueStore.query(rows, TAKE, Tuple.of(limit, (double) lease.toMillis()))
        .map(OutboxStore::messages);
  }

  /** Removes delivered events. */
  Uni<Void> remove(List<Message> messages) {
    return QueueStore.query(rows, REMOVE, Tuple.of(ids(messages))).replaceWithVoid();
  }

  /** Returns events that were not delivered, to be taken after the pause. */
  Uni<Void> giveBack(List<Message> messages, Duration pause) {
    return QueueStore.query(rows, GIVE_BACK, Tuple.of(ids(messages), (double) pause.toMillis()))
        .replaceWithVoid();
  }

  /** Parks an event that audit-service refuses, so that the others are delivered. */
  Uni<Void> park(Message message, String refusal) {
    return rows.query(
            """
            update outbox
            set
              parked_at = now(),
              refusal = $2
            where id = $1
            """,
            Tuple.of(message.id(), refusal))
        .replaceWithVoid();
  }

  /** Counts the outbox. */
  Uni<Backlog> backlog() {
    return rows.query(
            """
            select
              count(*) filter (where parked_at is null) as waiting,
              count(*) filter (where parked_at is not null) as parked,
              min(created_at) filter (where parked_at is null) as oldest
            from outbox
            """,
            Tuple.tuple())
        .map(answer -> Backlog.of(answer.iterator().next()));
  }

  private static List<Message> messages(RowSet<Row> answer) {
    List<Message> messages = new ArrayList<>(answer.size());
    for (Row row : answer) {
      messages.add(
          new Message(
              row.getUUID("id"), row.getString("event"), SqlTime.instant(row, "created_at")));
    }
    messages.sort(Comparator.comparing(Message::id));
    return messages;
  }

  private static UUID[] ids(List<Message> messages) {
    return messages.stream().map(Message::id).toArray(UUID[]::new);
  }
}
