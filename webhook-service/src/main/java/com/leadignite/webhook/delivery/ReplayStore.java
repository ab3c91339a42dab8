package com.leadignite.webhook.delivery;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.webhook.endpoint.Endpoint;
import com.leadignite.webhook.endpoint.EndpointState;
import com.leadignite.webhook.endpoint.EndpointStateStore;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Brings deliveries back that ended, as an admin of the organization. */
@Singleton
final class ReplayStore {

  private static final String REPLAY =
      """
      update delivery d
      set
        state = 'pending',
        attempts = 0,
        next_at = now(),
        leased_until = null,
        ended_at = null
      where d.tenant_id = $1
        and exists (
          select 1
          from endpoint e
          where e.tenant_id = d.tenant_id
            and e.id = d.endpoint_id
        )
        and exists (
          select 1
          from event happened
          where happened.tenant_id = d.tenant_id
            and happened.id = d.event_id
        )
      """;

  private static final String ONE =
      REPLAY
          + """
              and d.id = $2
              and d.state <> 'pending'
          """;

  private static final String DEAD =
      REPLAY
          + """
              and d.state = 'dead'
              and ($2::uuid is null or d.endpoint_id = $2)
              and ($3::text is null or d.event_type = $3)
              and ($4::timestamptz is null or d.created_at >= $4)
              and ($5::timestamptz is null or d.created_at < $5)
          """;

  private final Rows rows;

  @Inject
  ReplayStore(Rows rows) {
    this.rows = rows;
  }

  /** Which dead deliveries; null for all. */
  record Filter(
      @Nullable UUID endpointId,
      @Nullable String eventType,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** Brings one back; answers whether it was there, and had ended. */
  Uni<Boolean> one(Caller.Person admin, UUID id, AuditEvent event) {
    return rows.as(admin)
        .transaction(tx ->
            tx.query(ONE, Tuple.of(admin.tenantId().value(), id))
                .map(replayed -> replayed.rowCount() == 1)
                .invoke(replayed -> {
                  if (replayed) {
                    tx.record(event);
                  }
                }));
  }

  /** Brings dead ones back; answers how many. */
  Uni<Integer> dead(Caller.Person admin, Filter filter, IntFunction<AuditEvent> event) {
    return rows.as(admin)
        .transaction(tx -> dead(tx, admin, filter).invoke(count -> tx.record(event.apply(count))));
  }

  private static Uni<Integer> dead(Transaction tx, Caller.Person admin, Filter filter) {
    return tx.query(
            DEAD,
            Tuple.of(
                admin.tenantId().value(),
                filter.endpointId(),
                filter.eventType(),
                SqlTime.utc(filter.from()),
                SqlTime.utc(filter.to())))
        .map(replayed -> replayed.rowCount());
  }

  /**
   * Gives an endpoint another state; empty if there is none.
   *
   * @param replay whether its dead deliveries come back
   */
  Uni<Optional<Endpoint>> turn(
      Caller.Person admin,
      UUID id,
      EndpointState state,
      boolean replay,
      BiFunction<Endpoint, Integer, AuditEvent> event) {
    return rows.as(admin)
        .transaction(tx ->
            EndpointStateStore.held(tx, admin, id)
                .chain(found ->
                    found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : (replay
                                ? dead(tx, admin, new Filter(id, null, null, null))
                                : Uni.createFrom().item(0))
                            .invoke(count -> tx.record(event.apply(found.get(), count)))
                            .chain(() ->
                                EndpointStateStore.turn(
                                    tx,
                                    admin,
                                    id,
                                    state,
                                    state == EndpointState.ENABLED ? null : "admin"))
                            .map(Optional::of)));
  }
}
