package com.leadignite.webhook.delivery;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.webhook.delivery.DeliveryView.AttemptView;
import com.leadignite.webhook.delivery.EndpointStatistics.Hour;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads events, deliveries and attempts, as an admin of the organization. */
@Singleton
final class HistoryStore {

  private static final String EVENTS =
      """
      select
        id,
        type,
        ordering_key,
        occurred_at,
        created_at
      from event
      where tenant_id = $1
        and ($2::text is null or type = $2)
        and ($3::uuid is null or id < $3)
      order by id desc
      limit $4
      """;

  private static final String EVENT =
      """
      select
        id,
        type,
        ordering_key,
        occurred_at,
        created_at,
        payload
      from event
      where tenant_id = $1
        and id = $2
      """;

  private static final String DELIVERY =
      """
      select
        id,
        event_id,
        endpoint_id,
        event_type,
        state,
        attempts,
        next_at,
        created_at,
        ended_at
      from delivery
      where tenant_id = $1
      """;

  private static final String ATTEMPTS =
      """
      select
        a.id,
        a.delivery_id,
        a.at,
        a.millis,
        a.outcome,
        a.status,
        a.response
      from delivery d
      cross join lateral (
        select *
        from attempt a
        where a.tenant_id = d.tenant_id
          and a.delivery_id = d.id
        order by a.id desc
        limit 100
      ) a
      where d.tenant_id = $1
        and d.event_id = $2
      order by a.id
      """;

  private static final String HOURS =
      """
      select
        date_trunc('hour', at) as hour,
        count(*) filter (where outcome = 'delivered') as delivered,
        count(*) filter (where outcome <> 'delivered') as failed,
        avg(millis)::int as millis
      from attempt
      where tenant_id = $1
        and endpoint_id = $2
        and at >= now() - $3 * interval '1 hour'
      group by 1
      order by 1
      """;

  private final Rows rows;

  @Inject
  HistoryStore(Rows rows) {
    this.rows = rows;
  }

  /** The newest events after the position, without data. */
  Uni<List<EventView>> events(
      Caller.Person admin, @Nullable String type, @Nullable UUID after, int limit) {
    return rows.as(admin)
        .query(EVENTS, Tuple.of(admin.tenantId().value(), type, after, limit))
        .map(found -> stream(found).map(row -> event(row, null, null)).toList());
  }

  /**
   * One event with its deliveries and their attempts.
   *
   * @param viewed recorded if it is there: its data may be personal
   */
  Uni<Optional<EventView>> event(Caller.Person admin, UUID id, AuditEvent viewed) {
    Tuple key = Tuple.of(admin.tenantId().value(), id);
    return rows.as(admin)
        .transaction(tx ->
            tx.query(EVENT, key)
                .chain(found -> {
                  if (found.size() == 0) {
                    return Uni.createFrom().item(Optional.<EventView>empty());
                  }
                  tx.record(viewed);
                  Row row = found.iterator().next();
                  return deliveries(tx, key)
                      .map(all -> Optional.of(event(row, row.getString("payload"), all)));
                }));
  }

  private static Uni<List<DeliveryView>> deliveries(Transaction tx, Tuple key) {
    return tx.query(DELIVERY + "  and event_id = $2\norder by id\nlimit 100", key)
        .chain(deliveries ->
            tx.query(ATTEMPTS, key)
                .map(attempts ->
                    stream(deliveries)
                        .map(row -> delivery(row, tried(row.getUUID("id"), attempts)))
                        .toList()));
  }

  private static List<AttemptView> tried(UUID delivery, RowSet<Row> attempts) {
    return stream(attempts)
        .filter(row -> row.getUUID("delivery_id").equals(delivery))
        .map(row ->
            new AttemptView(
                row.getUUID("id"),
                SqlTime.instant(row, "at"),
                row.getInteger("millis"),
                row.getString("outcome"),
                row.getInteger("status"),
                row.getString("response")))
        .toList();
  }

  /** The newest deliveries of an endpoint after the position. */
  Uni<List<DeliveryView>> deliveries(
      Caller.Person admin,
      UUID endpointId,
      @Nullable String state,
      @Nullable UUID after,
      int limit) {
    return rows.as(admin)
        .query(
            DELIVERY
                + """
                    and endpoint_id = $2
                    and ($3::text is null or state = $3)
                    and ($4::uuid is null or id < $4)
                  order by id desc
                  limit $5
                """,
            Tuple.of(admin.tenantId().value(), endpointId, state, after, limit))
        .map(found -> stream(found).map(row -> delivery(row, null)).toList());
  }

  /** Counts an endpoint's attempts by the hour. */
  Uni<List<Hour>> hours(Caller.Person admin, UUID endpointId, int hours) {
    return rows.as(admin)
        .query(HOURS, Tuple.of(admin.tenantId().value(), endpointId, (double) hours))
        .map(found ->
            stream(found)
                .map(row ->
                    new Hour(
                        SqlTime.instant(row, "hour"),
                        row.getLong("delivered"),
                        row.getLong("failed"),
                        row.getInteger("millis")))
                .toList());
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static EventView event(
      Row row, @Nullable String data, @Nullable List<DeliveryView> deliveries) {
    return new EventView(
        row.getUUID("id"),
        row.getString("type"),
        row.getString("ordering_key"),
        SqlTime.instant(row, "occurred_at"),
        SqlTime.instant(row, "created_at"),
        data,
        deliveries);
  }

  private static DeliveryView delivery(Row row, @Nullable List<AttemptView> tried) {
    String state = row.getString("state");
    return new DeliveryView(
        row.getUUID("id"),
        row.getUUID("event_id"),
        row.getUUID("endpoint_id"),
        row.getString("event_type"),
        state,
        row.getInteger("attempts"),
        state.equals("pending") ? SqlTime.instant(row, "next_at") : null,
        SqlTime.instant(row, "created_at"),
        SqlTime.instantOrNull(row, "ended_at"),
        tried);
  }
}
