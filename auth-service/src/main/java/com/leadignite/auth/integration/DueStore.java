package com.leadignite.auth.integration;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.relay.QueueStore;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connections whose provider is to be called. Every statement runs as the service. */
@Singleton
final class DueStore {

  private static final String TAKEN =
      """
      returning
        tenant_id,
        id,
        provider,
        client_id,
        name,
        status,
        sealed_credentials,
        revoked_at,
        leased_until,
        attempts
      """;

  /** As guard's outbox takes its events: exact and bounded whatever PostgreSQL expects (B44). */
  private static final String TAKE =
      """
      with due as materialized (
        select id
        from integrations
        where provider = $3
          and due_at <= now()
          and (leased_until is null or leased_until <= now())
        order by due_at, id
        limit $1
        for update skip locked
      )
      update integrations
      set
        due_at = now() + $2 * interval '1 millisecond',
        leased_until = now() + $2 * interval '1 millisecond',
        attempts = attempts + 1
      where id = any(array(select id from due))
      """
          + TAKEN;

  private final Rows.Scope rows;

  DueStore(Rows rows) {
    this.rows = rows.asService();
  }

  /**
   * A connection that was taken: this replica's until the lease ends.
   *
   * @param client the provider's client that the grant was given to; null if it is not known
   * @param sealed null if the provider cannot be told of its end
   * @param lease the end of the lease, which tells this taking from all others
   * @param attempts how often it was taken since the last success, this time included
   */
  record Due(
      TenantId tenant,
      UUID id,
      String provider,
      @Nullable String client,
      String name,
      IntegrationStatus status,
      @Nullable Buffer sealed,
      boolean revoked,
      OffsetDateTime lease,
      int attempts) {

    private static Due of(Row row) {
      return new Due(
          new TenantId(row.getUUID("tenant_id")),
          row.getUUID("id"),
          row.getString("provider"),
          row.getString("client_id"),
          row.getString("name"),
          IntegrationStatus.of(row.getString("status")),
          row.getBuffer("sealed_credentials"),
          row.getOffsetDateTime("revoked_at") != null,
          row.getOffsetDateTime("leased_until"),
          row.getInteger("attempts"));
    }
  }

  /**
   * Takes those of a provider that have been due the longest and that no other replica has; never
   * more.
   */
  Uni<List<Due>> take(String provider, int limit, Duration lease) {
    return QueueStore.query(rows, TAKE, Tuple.of(limit, (double) lease.toMillis(), provider))
        .map(DueStore::all);
  }

  /** As {@link #take}, of the provider but these that has waited longest: one that is gone. */
  Uni<List<Due>> takeOthers(List<String> providers, int limit, Duration lease) {
    String sql =
        """
        select provider
        from integrations
        where due_at <= now()
          and (leased_until is null or leased_until <= now())
          and not (provider = any($1))
        order by due_at
        limit 1
        """;
    return rows.query(sql, Tuple.of(providers.toArray(String[]::new)))
        .chain(found ->
            found.size() == 0
                ? Uni.createFrom().item(List.of())
                : take(found.iterator().next().getString("provider"), limit, lease));
  }

  /**
   * Takes one now, unless another replica has it, its last try was too recent, or its token is
   * valid for longer than that: somebody else has just refreshed it.
   */
  Uni<Optional<Due>> takeNow(TenantId tenant, UUID id, Duration lease, Instant valid) {
    String sql =
        """
        update integrations
        set
          due_at = now() + $3 * interval '1 millisecond',
          leased_until = now() + $3 * interval '1 millisecond',
          attempts = attempts + 1
        where tenant_id = $1
          and id = $2
          and revoked_at is null
          and (expires_at is null or expires_at <= $4)
          and due_at is not null
          and (leased_until is null or leased_until <= now())
          and (attempts = 0 or due_at <= now())
        """
            + TAKEN;
    return rows.query(sql, Tuple.of(tenant.value(), id, (double) lease.toMillis(), utc(valid)))
        .map(found -> all(found).stream().findFirst());
  }

  private static List<Due> all(RowSet<Row> found) {
    List<Due> all = new ArrayList<>(found.size());
    found.forEach(row -> all.add(Due.of(row)));
    return all;
  }
}
