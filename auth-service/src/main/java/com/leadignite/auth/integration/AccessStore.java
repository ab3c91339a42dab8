package com.leadignite.auth.integration;

import static com.leadignite.guard.time.SqlTime.instantOrNull;
import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connections as the platform's services use them. Every statement runs as the service. */
@Singleton
final class AccessStore {

  private final Rows.Scope rows;

  AccessStore(Rows rows) {
    this.rows = rows.asService();
  }

  /**
   * A connection that is used.
   *
   * @param expiresAt when its access token ends; null if it does not
   */
  record Used(Integration integration, Buffer sealed, @Nullable Instant expiresAt) {

    private static Used of(Row row) {
      return new Used(
          Integration.of(row),
          row.getBuffer("sealed_credentials"),
          instantOrNull(row, "expires_at"));
    }
  }

  /** Whether an organization is suspended: nobody acts for it meanwhile. */
  Uni<Boolean> isSuspended(TenantId tenant) {
    String sql =
        """
        select exists (
          select
          from organizations o
          where o.tenant_id = $1
            and o.suspended_at is not null
        ) as suspended
        """;
    return rows.query(sql, Tuple.of(tenant.value()))
        .map(found -> found.iterator().next().getBoolean("suspended"));
  }

  /** One connection of an organization. */
  Uni<Optional<Integration>> find(TenantId tenant, UUID id) {
    String sql =
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
    return rows.query(sql, Tuple.of(tenant.value(), id))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(Integration.of(found.iterator().next())));
  }

  /** The same with its credentials; stores that it was used. */
  Uni<Optional<Used>> use(Transaction transaction, TenantId tenant, UUID id, Instant now) {
    String sql =
        """
        update integrations i
        set last_used_at = $3
        where i.tenant_id = $1
          and i.id = $2
          and i.revoked_at is null
          and i.sealed_credentials is not null
        returning
          i.sealed_credentials,
        """
            + Integration.COLUMNS;
    return transaction
        .query(sql, Tuple.of(tenant.value(), id, utc(now)))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(Used.of(found.iterator().next())));
  }
}
