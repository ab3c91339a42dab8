package com.leadignite.auth.admin;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The memberships of accounts, and their end, in a transaction of {@link AdminUserStore}. */
@Singleton
final class AffiliationStore {

  AffiliationStore() {}

  /**
   * Waits for every other change of roles in the organizations of an account; answers which these
   * are. Call it before {@link AdminUserStore#lock}: leaving an organization locks the two in this
   * order.
   */
  Uni<Set<TenantId>> lockOrganizations(Transaction transaction, UserId user) {
    String sql =
        """
        select o.tenant_id
        from organizations o
        where o.tenant_id in (
          select m.tenant_id
          from memberships m
          where m.user_id = $1
        )
        order by o.tenant_id
        for no key update
        """;
    return transaction
        .query(sql, Tuple.of(user.value()))
        .map(found -> {
          Set<TenantId> locked = new HashSet<>();
          found.forEach(row -> locked.add(new TenantId(row.getUUID("tenant_id"))));
          return locked;
        });
  }

  /**
   * The memberships of an account that is locked. Fails with unavailable if one of them was gained
   * after the organizations were locked: what its other admins do at this moment is not known.
   */
  Uni<List<Affiliation>> of(
      Transaction transaction, UserId user, Set<TenantId> locked, Instant now) {
    String sql =
        """
        select
          m.tenant_id,
          m.role,
          m.suspended_at is not null as suspended,
          count(o.user_id) > 0 as others,
          count(o.user_id) filter (
            where o.role in ('admin', 'platform_admin')
              and (s.banned_until is null or s.banned_until <= $2)) > 0 as other_admins
        from memberships m
        left join (
          memberships o
          join users s on s.id = o.user_id
        ) on o.tenant_id = m.tenant_id and o.user_id <> m.user_id
        where m.user_id = $1
        group by m.tenant_id, m.role, m.suspended_at
        order by m.tenant_id
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), utc(now)))
        .map(found -> {
          List<Affiliation> all = new ArrayList<>();
          found.forEach(row -> all.add(affiliation(row)));
          if (!all.stream().allMatch(each -> locked.contains(each.tenantId()))) {
            throw RateLimiter.unavailable(
                new IllegalStateException("they joined another meanwhile"));
          }
          return all;
        });
  }

  private static Affiliation affiliation(Row row) {
    return new Affiliation(
        new TenantId(row.getUUID("tenant_id")),
        Role.of(row.getString("role")).orElseThrow(),
        row.getBoolean("others"),
        row.getBoolean("other_admins"),
        row.getBoolean("suspended"));
  }

  /**
   * Removes what says who the person was from the organizations that they were in: invitations that
   * they made or accepted, and the name of an organization without members, which may be derived
   * from their address.
   */
  Uni<Void> forget(Transaction transaction, UserId user, Instant now) {
    String sql =
        """
        with ours as (
          select m.tenant_id
          from memberships m
          where m.user_id = $1
        ),
        invited as (
          delete from invitations i
          using ours
          where i.tenant_id = ours.tenant_id
            and (i.accepted_by = $1 or (i.invited_by = $1 and i.accepted_at is null))
        )
        update organizations o
        set
          name = 'Deleted',
          updated_at = $2
        from ours
        where o.tenant_id = ours.tenant_id
          and not exists (
            select
            from memberships other
            where other.tenant_id = o.tenant_id
              and other.user_id <> $1
          )
        """;
    return transaction.query(sql, Tuple.of(user.value(), utc(now))).replaceWithVoid();
  }

  /** Deletes an account, with everything that is its own. */
  Uni<Void> delete(Transaction transaction, UserId user) {
    String sql =
        """
        delete from users
        where id = $1
        """;
    return transaction.query(sql, Tuple.of(user.value())).replaceWithVoid();
  }

  /** Deletes everything of an account but its id. */
  Uni<Void> erase(Transaction transaction, UserId user, Instant now) {
    String sql =
        """
        with erased as (
          update users
          set
            tenant_id = null,
            email = null,
            email_confirmed_at = null,
            phone = null,
            phone_confirmed_at = null,
            banned_until = null,
            last_sign_in_at = null,
            user_metadata = '{}',
            app_metadata = '{}',
            sign_up_data = null,
            deleted_at = $2,
            updated_at = $2
          where id = $1
        ),
        password as (
          delete from passwords
          where user_id = $1
        ),
        identity as (
          delete from identities
          where user_id = $1
        ),
        factor as (
          delete from factors
          where user_id = $1
        ),
        session as (
          delete from sessions
          where user_id = $1
        )
        delete from memberships
        where user_id = $1
        """;
    return transaction.query(sql, Tuple.of(user.value(), utc(now))).replaceWithVoid();
  }

  /** Deletes what {@link #erase} left of an account; answers whether there was anything. */
  Uni<Boolean> deleteErased(Transaction transaction, UserId user) {
    String sql =
        """
        delete from users
        where id = $1
          and deleted_at is not null
        """;
    return transaction.query(sql, Tuple.of(user.value())).map(deleted -> deleted.rowCount() == 1);
  }
}
