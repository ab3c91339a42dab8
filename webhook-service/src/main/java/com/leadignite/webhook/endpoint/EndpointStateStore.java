package com.leadignite.webhook.endpoint;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of an endpoint, within a transaction that does more. */
public final class EndpointStateStore {

  private EndpointStateStore() {}

  /** An endpoint that nobody else changes until the transaction ends; empty if there is none. */
  public static Uni<Optional<Endpoint>> held(Transaction tx, Caller.Person admin, UUID id) {
    return tx.query(EndpointRows.FIND + "for update of e", Tuple.of(admin.tenantId().value(), id))
        .map(EndpointRows::first);
  }

  /**
   * Gives an endpoint that is {@link #held} another state, and forgets its failures.
   *
   * @param reason null if it is enabled
   */
  public static Uni<Endpoint> turn(
      Transaction tx, Caller.Person admin, UUID id, EndpointState state, @Nullable String reason) {
    Tuple key = Tuple.of(admin.tenantId().value(), id);
    return tx.query(
            """
            update endpoint
            set
              state = $3,
              state_reason = $4,
              state_since = now(),
              version = version + 1,
              updated_at = now()
            where tenant_id = $1
              and id = $2
            """,
            Tuple.of(admin.tenantId().value(), id, state.wireName(), reason))
        .chain(() ->
            tx.query(
                """
                update endpoint_health
                set
                  failures = 0,
                  failing_since = null,
                  probe_at = null
                where tenant_id = $1
                  and endpoint_id = $2
                """,
                key))
        .chain(() -> tx.query(EndpointRows.FIND, key))
        .map(found -> EndpointRows.first(found).orElseThrow());
  }
}
