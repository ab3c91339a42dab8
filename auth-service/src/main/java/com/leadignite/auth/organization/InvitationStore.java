package com.leadignite.auth.organization;

import static com.leadignite.auth.instance.SqlTime.instant;
import static com.leadignite.auth.instance.SqlTime.utc;

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
          expires_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $8)
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
                  utc(invitation.expiresAt())
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
          expires_at
        from invitations
        where tenant_id = $1
          and accepted_at is null
          and expires_at > $2
          and ($3::uuid is null or id > $3)
        order by id
        limit $4
        """;
    return rows.as(caller)
        .query(sql, Tuple.of(caller.tenantId().value(), utc(now), after.orElse(null), limit))
        .map(InvitationStore::all);
  }

  /** Takes an invitation back; empty where there is none to take back. */
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

  /**
   * Accepts an invitation, once: of two at the same time one finds it. Empty where it does not
   * exist, expired, was accepted, or is for somebody else.
   */
  public Uni<Optional<Accepted>> accept(
      Transaction transaction, byte[] tokenHash, EmailAddress email, UserId user, Instant now) {
    String sql =
        """
        update invitations
        set
          accepted_at = $4,
          accepted_by = $3
        where token_hash = $1
          and email = $2
          and accepted_at is null
          and expires_at > $4
        returning
          tenant_id,
          role
        """;
    return transaction
        .query(sql, Tuple.of(Buffer.buffer(tokenHash), email.value(), user.value(), utc(now)))
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
    for (Row row : found) {
      invitations.add(
          new Invitation(
              row.getUUID("id"),
              row.getString("email"),
              Role.of(row.getString("role")).orElseThrow(),
              instant(row, "created_at"),
              instant(row, "expires_at"),
              null));
    }
    return invitations;
  }
}
