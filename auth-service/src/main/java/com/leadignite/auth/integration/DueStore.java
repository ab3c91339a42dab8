package com.leadignite.auth.integration;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.integration.ProviderFailure.Reason;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.relay.QueueStore;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
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
        name,
        status,
        sealed_credentials,
        revoked_at,
        leased_until,
        attempts
      """;

  /** As guard's outbox takes its events: exact and bounded whatever PostgreSQL expects (B44). */
  static final String TAKE =
      """
      with due as materialized (
        select id
        from integrations
        where due_at <= now()
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
   * @param sealed null if the provider cannot be told of its end
   * @param lease the end of the lease, which tells this taking from all others
   * @param attempts how often it was taken since the last success, this time included
   */
  record Due(
      TenantId tenant,
      UUID id,
      String provider,
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
          row.getString("name"),
          IntegrationStatus.of(row.getString("status")),
          row.getBuffer("sealed_credentials"),
          row.getOffsetDateTime("revoked_at") != null,
          row.getOffsetDateTime("leased_until"),
          row.getInteger("attempts"));
    }
  }

  /** Takes those that have been due the longest and that no other replica has; never more. */
  Uni<List<Due>> take(int limit, Duration lease) {
    return QueueStore.query(rows, TAKE, Tuple.of(limit, (double) lease.toMillis()))
        .map(DueStore::all);
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

  /**
   * Stores what the provider gave, unless it was connected again or revoked meanwhile. The stored
   * credentials are not compared: they are other bytes once they were sealed again.
   *
   * @return whether it was stored
   */
  Uni<Boolean> refreshed(
      Transaction transaction, Due due, Grant grant, byte[] sealed, Instant now) {
    String sql =
        """
        update integrations
        set
          status = 'connected',
          sealed_credentials = $4,
          scopes = coalesce($5, scopes),
          account = coalesce($6, account),
          expires_at = $7,
          due_at = $8,
          leased_until = null,
          attempts = 0,
          last_refreshed_at = $9,
          last_error = null,
          last_error_at = null
        where tenant_id = $1
          and id = $2
          and leased_until = $3
          and revoked_at is null
        returning id
        """;
    List<String> scopes = grant.scopes();
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  due.tenant().value(),
                  due.id(),
                  due.lease(),
                  Buffer.buffer(sealed),
                  scopes == null ? null : scopes.toArray(String[]::new),
                  grant.account(),
                  utc(grant.expiresAt()),
                  utc(grant.dueAt()),
                  utc(now)
                }))
        .map(stored -> stored.size() > 0);
  }

  /**
   * Stores that it failed, as {@link #refreshed} stores; the credentials stay.
   *
   * @param pause until it is tried again; null if it is not
   */
  Uni<Void> failed(
      Transaction transaction, Due due, Reason reason, @Nullable Duration pause, Instant now) {
    String sql =
        """
        update integrations
        set
          status = case when $4::float8 is null then 'reconnect_required' else 'failing' end,
          due_at = now() + $4::float8 * interval '1 millisecond',
          leased_until = null,
          last_error = $5,
          last_error_at = $6
        where tenant_id = $1
          and id = $2
          and leased_until = $3
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  due.tenant().value(),
                  due.id(),
                  due.lease(),
                  pause == null ? null : (double) pause.toMillis(),
                  reason.wireName(),
                  utc(now)
                }))
        .replaceWithVoid();
  }

  /** Lets one that ended be taken again after a pause. */
  Uni<Void> later(Transaction transaction, Due due, Duration pause) {
    String sql =
        """
        update integrations
        set
          due_at = now() + $3 * interval '1 millisecond',
          leased_until = null
        where tenant_id = $1
          and id = $2
          and revoked_at is not null
        """;
    return transaction
        .query(sql, Tuple.of(due.tenant().value(), due.id(), (double) pause.toMillis()))
        .replaceWithVoid();
  }

  /** Deletes one that ended. */
  Uni<Void> remove(Transaction transaction, Due due) {
    String sql =
        """
        delete from integrations
        where tenant_id = $1
          and id = $2
          and revoked_at is not null
        """;
    return transaction.query(sql, Tuple.of(due.tenant().value(), due.id())).replaceWithVoid();
  }

  private static List<Due> all(RowSet<Row> found) {
    List<Due> all = new ArrayList<>(found.size());
    found.forEach(row -> all.add(Due.of(row)));
    return all;
  }
}
