package com.leadignite.auth.organization;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What admins set for their organization, as it is stored. */
@Singleton
final class OrganizationSettingsStore {

  OrganizationSettingsStore() {}

  /**
   * Stores whether members must have a second factor, as long as the caller still is an admin;
   * answers whether that changed anything.
   */
  Uni<Boolean> requireMfa(
      Transaction transaction, Caller.Person caller, boolean required, Instant now) {
    String sql =
        """
        update organizations o
        set
          mfa_required = $3,
          updated_at = $4
        where o.tenant_id = $1
          and o.mfa_required <> $3
          and exists (
            select
            from memberships a
            where a.tenant_id = $1
              and a.user_id = $2
              and a.role in ('admin', 'platform_admin'))
        """;
    return transaction
        .query(
            sql, Tuple.of(caller.tenantId().value(), caller.userId().value(), required, utc(now)))
        .map(updated -> updated.rowCount() == 1);
  }
}
