package com.leadignite.audit.event;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads events, and records each read as an event in the same transaction. */
@Singleton
final class EventReadStore {

  private static final String COLUMNS =
      """
      select
        content,
        received_at,
        sender,
        occurred_at,
        id
      from event
      """;

  // A filter that is not given is null, and PostgreSQL drops its line when it plans with the values
  // at hand.
  private static final String FILTER =
      """
      where ($1::uuid is null or tenant_id = $1)
        and ($2::text is null or actor_id = $2)
        and ($3::text is null or action = $3)
        and ($4::text is null or (action >= $4 || '.' and action < $4 || '/'))
        and ($5::text is null or outcome = $5)
        and ($6::text is null or (address >= $6::inet and address <= $7::text::inet))
        and ($8::timestamptz is null or occurred_at >= $8)
        and ($9::timestamptz is null or occurred_at < $9)
        and ($10::text is null or request_id = $10)
        and ($11::timestamptz is null or (occurred_at, id) < ($11, $12::uuid))
      """;

  // Not a line of the filter: behind an "or" it could not be planned as a join.
  private static final String BY_TARGET =
      """
        and id in (
          select event_id
          from event_target
          where ($1::uuid is null or tenant_id = $1)
            and target_type = $14
            and ($15::text is null or target_id = $15)
        )
      """;

  private static final String NEWEST_FIRST =
      """
      order by
        occurred_at desc,
        id desc
      limit $13
      """;

  private static final String LIST = COLUMNS + FILTER + NEWEST_FIRST;
  private static final String LIST_BY_TARGET = COLUMNS + FILTER + BY_TARGET + NEWEST_FIRST;
  private static final String FIND =
      COLUMNS
          + """
          where ($1::uuid is null or tenant_id = $1)
            and id = $2
          """;

  private final Rows rows;

  EventReadStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * The newest events that pass the filter and come after the position, as the caller may see them.
   *
   * @param after the position that the page begins after; null for the first page
   * @param limit how many at most
   * @param queried the event that records this query
   */
  Uni<List<StoredEvent>> list(
      Caller caller, EventFilter filter, @Nullable Place after, int limit, AuditEvent queried) {
    Tuple parameters = parameters(filter, after, limit);
    return rows.as(caller)
        .transaction(transaction -> {
          transaction.record(queried);
          return filter.targetType() == null
              ? planned(transaction, LIST, parameters)
              : planned(
                  transaction,
                  LIST_BY_TARGET,
                  parameters.addString(filter.targetType()).addString(filter.targetId()));
        })
        .map(EventReadStore::stored);
  }

  private static Tuple parameters(EventFilter filter, @Nullable Place after, int limit) {
    AddressRange addresses = filter.addresses();
    return Tuple.tuple()
        .addUUID(filter.tenantId())
        .addString(filter.actorId())
        .addString(filter.action())
        .addString(filter.actionPrefix())
        .addString(filter.outcome() == null ? null : filter.outcome().wireName())
        .addString(addresses == null ? null : addresses.lowest())
        .addString(addresses == null ? null : addresses.highest())
        .addOffsetDateTime(SqlTime.utc(filter.from()))
        .addOffsetDateTime(SqlTime.utc(filter.to()))
        .addString(filter.requestId())
        .addOffsetDateTime(SqlTime.utc(after == null ? null : Instant.parse(after.key())))
        .addUUID(after == null ? null : after.id())
        .addInteger(limit);
  }

  // `force_custom_plan`, sent together with the query, lets PostgreSQL plan with the values each
  // time: a plan for any values would read a tenant's whole history to find one actor.
  private static Uni<RowSet<Row>> planned(Transaction transaction, String sql, Tuple parameters) {
    return Uni.combine()
        .all()
        .unis(
            transaction.query(
                "select set_config('plan_cache_mode', 'force_custom_plan', true)", Tuple.tuple()),
            transaction.query(sql, parameters))
        .asTuple()
        .map(Tuple2::getItem2);
  }

  /**
   * One event, as the caller may see it.
   *
   * @param tenantId the organization to look in; null for all
   * @param viewed the event that records this view; kept only if the event is found
   */
  Uni<Optional<StoredEvent>> find(
      Caller caller, @Nullable UUID tenantId, UUID id, AuditEvent viewed) {
    return rows.as(caller)
        .transaction(transaction ->
            transaction
                .query(FIND, Tuple.tuple().addUUID(tenantId).addUUID(id))
                .invoke(found -> {
                  if (found.size() > 0) {
                    transaction.record(viewed);
                  }
                }))
        .map(found -> stored(found).stream().findFirst());
  }

  private static List<StoredEvent> stored(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row ->
            new StoredEvent(
                row.getString("content"),
                SqlTime.instant(row, "received_at"),
                row.getString("sender"),
                SqlTime.instant(row, "occurred_at"),
                row.getUUID("id")))
        .toList();
  }
}
