package com.leadignite.auth.organization;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** What somebody is in an organization, as the service itself sees it. */
@Singleton
final class StandingStore {

  private final Rows rows;

  StandingStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * A member who may sign in.
   *
   * @param since when they became one, the last time they did
   * @param suspended whether the organization is suspended
   * @param readAt PostgreSQL's time before this was read: what is revoked later may change it
   */
  record Standing(Role role, Instant since, boolean suspended, Instant readAt) {}

  /** A person as a member of an organization; empty if they are none, or are banned. */
  Uni<Optional<Standing>> of(TenantId tenant, UserId user, Instant now) {
    return rows.asService().transaction(tx -> of(tx, tenant, user, now));
  }

  /**
   * As {@link #of(TenantId, UserId, Instant)}. It waits for changes that are in progress: a
   * revocation carries a time before its commit, and what is read later must know of it. Account
   * before membership, as all who lock both.
   */
  Uni<Optional<Standing>> of(Transaction transaction, TenantId tenant, UserId user, Instant now) {
    String sql =
        """
        select
          m.role,
          m.created_at as since,
          m.suspended_at is not null as suspended,
          date_trunc('milliseconds', now()) as read_at
        from memberships m
        join users u on u.id = m.user_id
        where m.tenant_id = $1
          and m.user_id = $2
          and (u.banned_until is null or u.banned_until <= $3)
        for share of u, m
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), user.value(), utc(now)))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(standing(found.iterator().next())));
  }

  private static Standing standing(Row row) {
    return new Standing(
        Role.of(row.getString("role")).orElseThrow(),
        instant(row, "since"),
        row.getBoolean("suspended"),
        instant(row, "read_at"));
  }
}
