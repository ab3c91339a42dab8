package com.leadignite.auth.organization;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;
import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.EmailAddress;
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

/** Invitations that were not accepted yet. */
@Singleton
public final class InvitationStore {

  /** An invitation is valid only while its author may invite, and may act in the organization. */
  static final String AUTHOR_MAY_INVITE =
      """
      exists (
        select
        from memberships a
        join users u on u.id = a.user_id
        where a.tenant_id = i.tenant_id
          and a.user_id = i.invited_by
          and a.role in ('admin', 'platform_admin')
          and a.suspended_at is null
          and (u.banned_until is null or u.banned_until <= $1)
      )
      """;

  private final Rows rows;

  InvitationStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * What an accepted invitation leads to.
   *
   * @param tenantId the organization
   * @param role the role in it
   */
  public record Accepted(TenantId tenantId, Role role) {}

  Uni<Void> insert(
      Transaction transaction, Caller.Person caller, Invitation invitation, byte[] tokenHash) {
    String sql =
        """
        insert into invitations (
          tenant_id,
          id,
          token_hash,
          email,
          role,
          invited_by,
          created_at,
          expires_at,
          mailed_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  caller.tenantId().value(),
                  invitation.id(),
                  Buffer.buffer(tokenHash),
                  invitation.email(),
                  invitation.role().wireName(),
                  caller.userId().value(),
                  utc(invitation.createdAt()),
                  utc(invitation.expiresAt()),
                  utc(invitation.mailedAt())
                }))
        .replaceWithVoid();
  }

  /** Open invitations after that one, oldest first. */
  Uni<List<Invitation>> page(Caller.Person caller, Optional<UUID> after, int limit, Instant now) {
    String sql =
        """
        select
          id,
          email,
          role,
          created_at,
          expires_at,
          mailed_at
        from invitations i
        where tenant_id = $2
          and accepted_at is null
          and expires_at > $1
          and ($3::uuid is null or id > $3)
          and
        """
            + AUTHOR_MAY_INVITE
            + """
            order by id
            limit $4
            """;
    return rows.as(caller)
        .query(sql, Tuple.of(utc(now), caller.tenantId().value(), after.orElse(null), limit))
        .map(InvitationStore::all);
  }

  /** Withdraws an invitation; empty if there is no such open one. */
  Uni<Optional<String>> delete(Transaction transaction, TenantId tenant, UUID id) {
    String sql =
        """
        delete from invitations
        where tenant_id = $1
          and id = $2
          and accepted_at is null
        returning email
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), id))
        .map(deleted ->
            deleted.size() == 0
                ? Optional.empty()
                : Optional.of(deleted.iterator().next().getString("email")));
  }

  /** Withdraws the open invitations of an address; answers their ids. */
  Uni<List<UUID>> deleteOpen(Transaction transaction, TenantId tenant, EmailAddress email) {
    String sql =
        """
        delete from invitations
        where tenant_id = $1
          and email = $2
          and accepted_at is null
        returning id
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), email.value()))
        .map(deleted -> {
          List<UUID> ids = new ArrayList<>();
          deleted.forEach(row -> ids.add(row.getUUID("id")));
          return ids;
        });
  }

  /** Withdraws the open invitations of an author; answers how many. */
  public Uni<Integer> deleteBy(Transaction transaction, TenantId tenant, UserId author) {
    String sql =
        """
        delete from invitations
        where tenant_id = $1
          and invited_by = $2
          and accepted_at is null
        """;
    return transaction.query(sql, Tuple.of(tenant.value(), author.value())).map(RowSet::rowCount);
  }

  /** Whether the account of that address is a member already. */
  Uni<Boolean> isMember(Transaction transaction, TenantId tenant, EmailAddress email) {
    String sql =
        """
        select m.user_id
        from memberships m
        join users u on u.id = m.user_id
        where m.tenant_id = $1
          and u.email = $2
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), email.value()))
        .map(found -> found.size() > 0);
  }

  /**
   * Accepts an invitation, once: of two attempts at the same time one succeeds. Empty if it does
   * not exist, expired, was accepted, is for another address, or its author may no longer invite.
   */
  public Uni<Optional<Accepted>> accept(
      Transaction transaction, byte[] tokenHash, EmailAddress email, UserId user, Instant now) {
    String sql =
        """
        update invitations i
        set
          accepted_at = $1,
          accepted_by = $4
        where token_hash = $2
          and email = $3
          and accepted_at is null
          and expires_at > $1
          and
        """
            + AUTHOR_MAY_INVITE
            + """
            returning
              tenant_id,
              role
            """;
    return transaction
        .query(sql, Tuple.of(utc(now), Buffer.buffer(tokenHash), email.value(), user.value()))
        .map(accepted ->
            accepted.size() == 0
                ? Optional.empty()
                : Optional.of(accepted(accepted.iterator().next())));
  }

  private static Accepted accepted(Row row) {
    return new Accepted(
        new TenantId(row.getUUID("tenant_id")), Role.of(row.getString("role")).orElseThrow());
  }

  private static List<Invitation> all(RowSet<Row> found) {
    List<Invitation> invitations = new ArrayList<>();
    found.forEach(row -> invitations.add(invitation(row)));
    return invitations;
  }

  /** Of the columns id, email, role, created_at, expires_at and mailed_at. */
  static Invitation invitation(Row row) {
    return new Invitation(
        row.getUUID("id"),
        row.getString("email"),
        Role.of(row.getString("role")).orElseThrow(),
        instant(row, "created_at"),
        instant(row, "expires_at"),
        instantOrNull(row, "mailed_at"),
        null);
  }
}
