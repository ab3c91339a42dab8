package com.leadignite.webhook.delivery;

import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Notes events, each with its deliveries, in the transaction of the caller, who is the service. */
final class EventStore {

  private static final String ADD =
      """
      with added as (
        insert into event (
          tenant_id,
          id,
          type,
          ordering_key,
          occurred_at,
          payload
        )
        values ($1, $2, $3, $4, $5, $6)
        on conflict do nothing
        returning
          tenant_id,
          id,
          type,
          ordering_key
      )
      insert into delivery (
        tenant_id,
        id,
        event_id,
        endpoint_id,
        event_type,
        ordering_key
      )
      select
        added.tenant_id,
        uuidv7(),
        added.id,
        e.id,
        added.type,
        added.ordering_key
      from added
      join endpoint e
        on e.tenant_id = added.tenant_id
        and (e.state <> 'disabled' or e.state_reason = 'failing')
        and e.event_types && array['*', added.type] collate "C"
      """;

  private EventStore() {}

  /**
   * Adds events, in this order, and a delivery to each endpoint that wants one of them. An event
   * that was added before is not added again.
   *
   * @param events at least one
   */
  static Uni<Void> add(Transaction tx, List<Event> events) {
    return tx.batch(ADD, events.stream().map(EventStore::parameters).toList()).replaceWithVoid();
  }

  private static Tuple parameters(Event event) {
    return Tuple.of(
        event.tenantId(),
        event.id(),
        event.type(),
        event.orderingKey(),
        SqlTime.utc(event.occurredAt()),
        event.data());
  }
}
