package com.leadignite.auth.organization;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** What admins set for their organization, as it is stored. */
@Singleton
final class OrganizationSettingsStore {

  OrganizationSettingsStore() {}

  /** What was set before. */
  record Before(String name, boolean mfaRequired) {}

  /** Stores settings; answers those of before, or nothing if they are the same. */
  Uni<Optional<Before>> change(
      Transaction transaction, TenantId tenant, OrganizationSettings wanted, Instant now) {
    String sql =
        """
        with before as (
          select
            name,
            mfa_required
          from organizations
          where tenant_id = $1
        )
        update organizations o
        set
          name = coalesce($2, o.name),
          mfa_required = coalesce($3, o.mfa_required),
          updated_at = $4
        from before b
        where o.tenant_id = $1
          and (o.name <> $2 or o.mfa_required <> $3)
        returning
          b.name,
          b.mfa_required
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), wanted.name(), wanted.mfaRequired(), utc(now)))
        .map(changed ->
            changed.size() == 0
                ? Optional.empty()
                : Optional.of(before(changed.iterator().next())));
  }

  private static Before before(Row row) {
    return new Before(row.getString("name"), row.getBoolean("mfa_required"));
  }
}
