package com.leadignite.auth.organization;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Memberships, in transactions of the service: a member who leaves has rows in other organizations,
 * which this one may not see.
 */
@Singleton
final class MembershipStore {

  MembershipStore() {}

  /** A member who leaves, and the roles of those who stay, without those who may not sign in. */
  record Going(@Nullable String email, Role role, Set<Role> others) {}

  /**
   * A member who is about to leave, locked until the transaction ends, so that they do not choose
   * another organization to act in meanwhile. Empty if there is none. Call it under {@link
   * OrganizationStore#lock}.
   */
  Uni<Optional<Going>> going(Transaction transaction, TenantId tenant, UserId user, Instant now) {
    String sql =
        """
        select
          u.email,
          m.role,
          array(
            select distinct o.role
            from memberships o
            join users s on s.id = o.user_id
            where o.tenant_id = $1
              and o.user_id <> $2
              and (s.banned_until is null or s.banned_until <= $3)
          ) as others
        from memberships m
        join users u on u.id = m.user_id
        where m.tenant_id = $1
          and m.user_id = $2
        for no key update of u
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), user.value(), utc(now)))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(going(found.iterator().next())));
  }

  /**
   * Fails with forbidden if the caller is no longer an admin of their organization who may act in
   * it, whatever their token says: call it under the organization's lock, for which they may have
   * waited. So an admin who may sign in remains, whatever they do to others.
   */
  Uni<Void> mustStillBeAdmin(Transaction transaction, Caller.Person caller, Instant now) {
    return isAdmin(transaction, caller.tenantId(), caller.userId(), now)
        .invoke(admin -> {
          if (!admin) {
            throw new Problem(CommonProblem.FORBIDDEN, "Only an admin of the organization may.");
          }
        })
        .replaceWithVoid();
  }

  private Uni<Boolean> isAdmin(Transaction transaction, TenantId tenant, UserId user, Instant now) {
    String sql =
        """
        select m.role
        from memberships m
        join users u on u.id = m.user_id
        where m.tenant_id = $1
          and m.user_id = $2
          and m.suspended_at is null
          and (u.banned_until is null or u.banned_until <= $3)
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), user.value(), utc(now)))
        .map(found -> found.size() == 1 && MemberPolicy.isAdmin(role(found.iterator().next())));
  }

  /**
   * Lets a person act in the oldest of their other organizations that is not suspended, if they act
   * in that one. Answers whether they act in another now; otherwise they have no other.
   */
  Uni<Boolean> actElsewhere(Transaction transaction, TenantId tenant, UserId user, Instant now) {
    String sql =
        """
        update users u
        set
          tenant_id = coalesce(
            (
              select m.tenant_id
              from memberships m
              where m.user_id = $2
                and m.tenant_id <> $1
                and m.suspended_at is null
              order by m.created_at, m.tenant_id
              limit 1
            ),
            u.tenant_id
          ),
          updated_at = $3
        where u.id = $2
          and u.tenant_id = $1
        returning u.tenant_id
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), user.value(), utc(now)))
        .map(acting ->
            acting.size() == 0
                || !acting.iterator().next().getUUID("tenant_id").equals(tenant.value()));
  }

  /** Ends a membership. */
  Uni<Void> delete(Transaction transaction, TenantId tenant, UserId user) {
    String sql =
        """
        delete from memberships
        where tenant_id = $1
          and user_id = $2
        """;
    return transaction.query(sql, Tuple.of(tenant.value(), user.value())).replaceWithVoid();
  }

  /** The role of a person after joining, and whether they joined now or were a member before. */
  record Joined(Role role, boolean now) {}

  /**
   * Makes a person a member, unless they are one, and the organization the one they act in. A
   * member keeps their role.
   */
  Uni<Joined> join(Transaction transaction, TenantId tenant, UserId user, Role role, Instant now) {
    String sql =
        """
        with membership as (
          insert into memberships as m (
            tenant_id,
            user_id,
            role,
            created_at,
            updated_at
          ) values ($1, $2, $3, $4, $4)
          on conflict (tenant_id, user_id) do update
          set updated_at = m.updated_at
          returning
            role,
            created_at
        ),
        acting as (
          update users
          set
            tenant_id = $1,
            updated_at = $4
          where id = $2
        )
        select
          role,
          created_at = $4 as joined
        from membership
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), user.value(), role.wireName(), utc(now)))
        .map(found -> found.iterator().next())
        .map(row -> new Joined(role(row), row.getBoolean("joined")));
  }

  /** Makes an organization the one a person acts in; answers whether they are a member of it. */
  Uni<Boolean> actIn(Transaction transaction, TenantId tenant, UserId user, Instant now) {
    String sql =
        """
        update users u
        set
          tenant_id = m.tenant_id,
          updated_at = $3
        from memberships m
        where u.id = $2
          and m.user_id = u.id
          and m.tenant_id = $1
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), user.value(), utc(now)))
        .map(changed -> changed.rowCount() == 1)
        .onFailure(e -> Constraint.violated(e, "users_acts_as_member_fk"))
        .recoverWithItem(false);
  }

  private static Going going(Row row) {
    Set<Role> others = EnumSet.noneOf(Role.class);
    for (String each : row.getArrayOfStrings("others")) {
      others.add(Role.of(each).orElseThrow());
    }
    return new Going(row.getString("email"), role(row), others);
  }

  private static Role role(Row row) {
    return Role.of(row.getString("role")).orElseThrow();
  }
}
