package com.leadignite.auth.integration;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Connections, as the admins of an organization see and change them. */
@Singleton
final class IntegrationStore {

  private static final String FIND =
      """
      select
      """
          + Integration.COLUMNS
          + """
          from integrations i
          where i.tenant_id = $1
            and i.id = $2
            and i.revoked_at is null
          """;

  private final Rows rows;

  IntegrationStore(Rows rows) {
    this.rows = rows;
  }

  /** The connections of an organization, newest first. */
  Uni<List<Integration>> page(Caller.Person caller, Optional<UUID> before, int limit) {
    String sql =
        """
        select
        """
            + Integration.COLUMNS
            + """
            from integrations i
            where i.tenant_id = $1
              and ($2::uuid is null or i.id < $2)
              and i.revoked_at is null
            order by i.id desc
            limit $3
            """;
    return rows.as(caller)
        .query(sql, Tuple.of(caller.tenantId().value(), before.orElse(null), limit))
        .map(IntegrationStore::all);
  }

  /** One connection. */
  Uni<Optional<Integration>> find(Caller.Person caller, UUID id) {
    return rows.as(caller)
        .query(FIND, Tuple.of(caller.tenantId().value(), id))
        .map(found -> all(found).stream().findFirst());
  }

  /** One connection, locked until the transaction ends. */
  Uni<Optional<Integration>> hold(Transaction transaction, TenantId tenant, UUID id) {
    return transaction
        .query(FIND + "for no key update", Tuple.of(tenant.value(), id))
        .map(found -> all(found).stream().findFirst());
  }

  /** Until the transaction ends, nobody else adds a connection to the organization. */
  Uni<Void> lockNumber(Transaction transaction, TenantId tenant) {
    return transaction
        .query(
            "select pg_advisory_xact_lock(hashtextextended('auth.integrations ' || $1, 0))",
            Tuple.of(tenant.value().toString()))
        .replaceWithVoid();
  }

  /** How many connections an organization has under other names than that. */
  Uni<Long> countOthers(Transaction transaction, TenantId tenant, Provider provider, String name) {
    String sql =
        """
        select count(*) as others
        from integrations
        where tenant_id = $1
          and (provider <> $2 or name <> $3)
          and revoked_at is null
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), provider.name(), name))
        .map(found -> found.iterator().next().getLong("others"));
  }

  /**
   * Takes a name: a new row under the id offered, or the one that has the name, locked.
   *
   * @return the row's id
   */
  Uni<UUID> claim(
      Transaction transaction,
      TenantId tenant,
      UUID offered,
      Provider provider,
      String name,
      UserId admin,
      Instant now) {
    String sql =
        """
        insert into integrations (
          tenant_id,
          id,
          provider,
          kind,
          name,
          connected_by,
          created_at,
          connected_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $7)
        on conflict (tenant_id, provider, name) where revoked_at is null do update
        set
          connected_by = excluded.connected_by,
          connected_at = excluded.connected_at
        returning id
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  tenant.value(),
                  offered,
                  provider.name(),
                  provider.kind().wireName(),
                  name,
                  admin.value(),
                  utc(now)
                }))
        .map(found -> found.iterator().next().getUUID("id"));
  }

  /** Stores what a provider gave in a row that was claimed; its health is that of a new one. */
  Uni<Integration> connect(
      Transaction transaction,
      TenantId tenant,
      UUID id,
      Provider provider,
      Grant grant,
      byte[] sealed) {
    String sql =
        """
        update integrations i
        set
          status = 'connected',
          scopes = $3,
          account = $4,
          sealed_credentials = $5,
          expires_at = $6,
          due_at = $7,
          client_id = $8,
          leased_until = null,
          attempts = 0,
          last_error = null,
          last_error_at = null
        where i.tenant_id = $1
          and i.id = $2
        returning
        """
            + Integration.COLUMNS;
    List<String> scopes = grant.scopes() == null ? List.of() : grant.scopes();
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  tenant.value(),
                  id,
                  scopes.toArray(String[]::new),
                  grant.account(),
                  Buffer.buffer(sealed),
                  utc(grant.expiresAt()),
                  utc(grant.dueAt()),
                  provider instanceof Provider.OAuth oauth ? oauth.clientId() : null
                }))
        .map(found -> Integration.of(found.iterator().next()));
  }

  /**
   * Ends a connection that is held. The row leaves once the provider was told, if it can be.
   *
   * @param tells whether the provider can be told; else the credentials go at once
   */
  Uni<Void> revoke(Transaction transaction, TenantId tenant, UUID id, boolean tells, Instant now) {
    String sql =
        """
        update integrations
        set
          revoked_at = $3,
          due_at = $3,
          leased_until = null,
          attempts = 0,
          sealed_credentials = case when $4 then sealed_credentials end
        where tenant_id = $1
          and id = $2
        """;
    return transaction.query(sql, Tuple.of(tenant.value(), id, utc(now), tells)).replaceWithVoid();
  }

  /** How many connections have each status. */
  Uni<Map<IntegrationStatus, Long>> count() {
    String sql =
        """
        select status, count(*) as connections
        from integrations
        where revoked_at is null
        group by status
        """;
    return rows.asService()
        .query(sql, Tuple.tuple())
        .map(found -> {
          Map<IntegrationStatus, Long> counts = new HashMap<>();
          found.forEach(row ->
              counts.put(
                  IntegrationStatus.of(row.getString("status")), row.getLong("connections")));
          return counts;
        });
  }

  private static List<Integration> all(RowSet<Row> found) {
    List<Integration> all = new ArrayList<>();
    found.forEach(row -> all.add(Integration.of(row)));
    return all;
  }
}
