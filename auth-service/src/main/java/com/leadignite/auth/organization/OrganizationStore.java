package com.leadignite.auth.organization;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;
import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Organizations and who is what in them. */
@Singleton
public final class OrganizationStore {

  /** Of {@code organizations o}, and of {@code memberships m} of the reader. */
  private static final String COLUMNS =
      """
      select
        o.tenant_id,
        o.name,
        m.role,
        o.mfa_required,
        o.suspended_at is not null as suspended,
        o.created_at
      """;

  private static final String OF_MEMBER =
      COLUMNS
          + """
          from organizations o
          join memberships m on m.tenant_id = o.tenant_id and m.user_id = $2
          where o.tenant_id = $1
          """;

  private final Rows rows;

  OrganizationStore(Rows rows) {
    this.rows = rows;
  }

  /** A member whose role was changed, and the role before. */
  record Changed(Member member, Role before) {}

  /** Stores a new organization. */
  public Uni<Void> insert(Transaction transaction, TenantId id, String name, Instant now) {
    return insertIf(transaction, true, id, name, now);
  }

  /** Stores a new organization if it is wanted; the statement is executed in either case (B18). */
  public Uni<Void> insertIf(
      Transaction transaction, boolean wanted, TenantId id, String name, Instant now) {
    String sql =
        """
        insert into organizations (
          tenant_id,
          name,
          created_at,
          updated_at
        )
        select $1, $2, $3, $3
        where $4
        """;
    return transaction.query(sql, Tuple.of(id.value(), name, utc(now), wanted)).replaceWithVoid();
  }

  /** The organization of the caller's token. */
  Uni<Optional<Organization>> ofCaller(Caller.Person caller) {
    return rows.as(caller)
        .query(OF_MEMBER, Tuple.of(caller.tenantId().value(), caller.userId().value()))
        .map(found -> first(found).map(OrganizationStore::organization));
  }

  /** An organization as one of its members sees it; empty if they are none. */
  Uni<Optional<Organization>> ofMember(Transaction transaction, TenantId tenant, UserId user) {
    return transaction
        .query(OF_MEMBER, Tuple.of(tenant.value(), user.value()))
        .map(found -> first(found).map(OrganizationStore::organization));
  }

  /** Every organization the caller is a member of: their own rows, so the service looks them up. */
  Uni<List<Organization>> allOf(UserId user) {
    String sql =
        COLUMNS
            + """
            from memberships m
            join organizations o on o.tenant_id = m.tenant_id
            where m.user_id = $1
            order by o.tenant_id
            """;
    return rows.asService()
        .query(sql, Tuple.of(user.value()))
        .map(found -> {
          List<Organization> all = new ArrayList<>();
          found.forEach(row -> all.add(organization(row)));
          return all;
        });
  }

  /** Members after that one, in the order they were made. */
  Uni<List<Member>> members(Caller.Person caller, Optional<UUID> after, int limit) {
    String sql =
        """
        select
          m.user_id,
          u.email,
          m.role,
          m.created_at,
          u.last_sign_in_at
        from memberships m
        join users u on u.id = m.user_id
        where m.tenant_id = $1
          and ($2::uuid is null or m.user_id > $2)
        order by m.user_id
        limit $3
        """;
    return rows.as(caller)
        .query(sql, Tuple.of(caller.tenantId().value(), after.orElse(null), limit))
        .map(OrganizationStore::all);
  }

  /**
   * Waits for every other change of the organization's members. Without it two admins could take
   * the role from each other at once and leave none.
   */
  Uni<Void> lock(Transaction transaction, TenantId tenant) {
    String sql =
        """
        select tenant_id
        from organizations
        where tenant_id = $1
        for no key update
        """;
    return transaction.query(sql, Tuple.of(tenant.value())).replaceWithVoid();
  }

  /** As {@link #lock}, of the organization that an invitation is to, if there is such. */
  public Uni<Void> lockByInvitation(Transaction transaction, byte[] tokenHash) {
    String sql =
        """
        select o.tenant_id
        from organizations o
        join invitations i on i.tenant_id = o.tenant_id
        where i.token_hash = $1
        for no key update of o
        """;
    return transaction.query(sql, Tuple.of(Buffer.buffer(tokenHash))).replaceWithVoid();
  }

  /**
   * Changes a member's role; empty if there is no such member, or the transaction's identity may
   * not.
   */
  Uni<Optional<Changed>> changeRole(
      Transaction transaction, TenantId tenant, UserId user, Role role, Instant now) {
    String sql =
        """
        with before as (
          select b.role
          from memberships b
          where b.tenant_id = $1
            and b.user_id = $2
        ),
        changed as (
          update memberships m
          set
            role = $3,
            updated_at = $4
          where m.tenant_id = $1
            and m.user_id = $2
          returning
            m.user_id,
            m.created_at,
            m.role
        )
        select
          c.user_id,
          u.email,
          c.role,
          b.role as role_before,
          c.created_at,
          u.last_sign_in_at
        from changed c
        cross join before b
        join users u on u.id = c.user_id
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), user.value(), role.wireName(), utc(now)))
        .map(found ->
            first(found)
                .map(row ->
                    new Changed(member(row), Role.of(row.getString("role_before")).orElseThrow())));
  }

  private static Organization organization(Row row) {
    return new Organization(
        new TenantId(row.getUUID("tenant_id")),
        row.getString("name"),
        Role.of(row.getString("role")).orElseThrow(),
        row.getBoolean("mfa_required"),
        row.getBoolean("suspended"),
        instant(row, "created_at"));
  }

  private static List<Member> all(RowSet<Row> found) {
    List<Member> members = new ArrayList<>();
    found.forEach(row -> members.add(member(row)));
    return members;
  }

  private static Member member(Row row) {
    return new Member(
        new UserId(row.getUUID("user_id")),
        row.getString("email"),
        Role.of(row.getString("role")).orElseThrow(),
        instant(row, "created_at"),
        instantOrNull(row, "last_sign_in_at"));
  }

  private static Optional<Row> first(RowSet<Row> found) {
    return found.size() == 0 ? Optional.empty() : Optional.of(found.iterator().next());
  }
}
