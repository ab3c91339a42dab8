package com.leadignite.auth.organization;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;
import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The suspension of organizations, in transactions of the service. */
@Singleton
final class SuspensionStore {

  SuspensionStore() {}

  /** An organization, and whether people who run the platform are members of it. */
  record Found(AdministeredOrganization organization, boolean platformAdmins) {}

  /** An organization; empty if there is none. */
  Uni<Optional<Found>> find(Transaction transaction, TenantId tenant) {
    String sql =
        """
        select
          o.tenant_id,
          o.name,
          o.created_at,
          o.suspended_at,
          o.suspension_reason,
          (
            select count(*)::int
            from memberships m
            where m.tenant_id = o.tenant_id
          ) as members,
          (
            select count(*)::int
            from memberships m
            join users u on u.id = m.user_id
            where m.tenant_id = o.tenant_id
              and m.role in ('admin', 'platform_admin')
              and (u.banned_until is null or u.banned_until <= now())
          ) as admins,
          exists (
            select
            from memberships m
            where m.tenant_id = o.tenant_id
              and m.role = 'platform_admin'
          ) as platform_admins
        from organizations o
        where o.tenant_id = $1
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value()))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(found(found.iterator().next())));
  }

  /**
   * The members of an organization. Their accounts are locked, in the order that all who lock
   * several use: sign-ins in progress finish, and new ones wait.
   */
  Uni<List<UserId>> lockMembers(Transaction transaction, TenantId tenant) {
    String sql =
        """
        select u.id
        from users u
        where u.id in (
          select m.user_id
          from memberships m
          where m.tenant_id = $1
        )
        order by u.id
        for no key update
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value()))
        .map(found -> {
          List<UserId> members = new ArrayList<>();
          found.forEach(row -> members.add(new UserId(row.getUUID("id"))));
          return members;
        });
  }

  /**
   * Suspends an organization, or lifts its suspension. The statement waits for tokens that are
   * being issued, and those that are issued later know of it.
   *
   * @param since when it was suspended, or null
   * @param reason why, or null
   */
  Uni<Void> set(
      Transaction transaction,
      TenantId tenant,
      @Nullable Instant since,
      @Nullable String reason,
      Instant now) {
    String sql =
        """
        with changed as (
          update organizations
          set
            suspended_at = $2,
            suspension_reason = $3,
            updated_at = $4
          where tenant_id = $1
        )
        update memberships
        set suspended_at = $2
        where tenant_id = $1
          and suspended_at is distinct from $2
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), utc(since), reason, utc(now)))
        .replaceWithVoid();
  }

  /**
   * Lets members who act in a suspended organization act in the oldest of theirs that is not
   * suspended, if they have one.
   */
  Uni<Void> actElsewhere(Transaction transaction, TenantId tenant, Instant now) {
    String sql =
        """
        update users u
        set
          tenant_id = (
            select m.tenant_id
            from memberships m
            where m.user_id = u.id
              and m.suspended_at is null
            order by m.created_at, m.tenant_id
            limit 1
          ),
          updated_at = $2
        from memberships theirs, memberships acting
        where theirs.tenant_id = $1
          and theirs.user_id = u.id
          and acting.tenant_id = u.tenant_id
          and acting.user_id = u.id
          and acting.suspended_at is not null
          and exists (
            select
            from memberships m
            where m.user_id = u.id
              and m.suspended_at is null
          )
        """;
    return transaction.query(sql, Tuple.of(tenant.value(), utc(now))).replaceWithVoid();
  }

  private static Found found(Row row) {
    return new Found(
        new AdministeredOrganization(
            new TenantId(row.getUUID("tenant_id")),
            row.getString("name"),
            row.getInteger("members"),
            row.getInteger("admins"),
            instant(row, "created_at"),
            instantOrNull(row, "suspended_at"),
            row.getString("suspension_reason")),
        row.getBoolean("platform_admins"));
  }
}
