package com.leadignite.auth.organization;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Open invitations, as the service itself sees them. */
@Singleton
public final class OpenInvitationStore {

  private final Rows rows;
  private final Clock clock;

  OpenInvitationStore(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** Whether an invitation to the address can be accepted now; the transaction is the service's. */
  public Uni<Boolean> isInvited(Transaction transaction, EmailAddress email) {
    String sql =
        """
        select exists (
          select
          from invitations i
          where i.email = $2
            and i.accepted_at is null
            and i.expires_at > $1
            and
        """
            + InvitationStore.AUTHOR_MAY_INVITE
            + """
            ) as found
            """;
    return transaction
        .query(sql, Tuple.of(utc(clock.instant()), email.value()))
        .map(found -> found.iterator().next().getBoolean("found"));
  }

  /** The address of an open invitation, expired or not; empty if the organization has no such. */
  Uni<Optional<EmailAddress>> address(TenantId tenant, UUID id) {
    String sql =
        """
        select email
        from invitations
        where tenant_id = $1
          and id = $2
          and accepted_at is null
        """;
    return rows.asService()
        .query(sql, Tuple.of(tenant.value(), id))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(new EmailAddress(found.iterator().next().getString("email"))));
  }

  /**
   * Gives an open invitation another token and another author: what was sent before is void. Empty
   * if the organization has no such.
   */
  Uni<Optional<Invitation>> renew(
      Transaction transaction, Caller.Person author, UUID id, byte[] tokenHash, Instant expiresAt) {
    String sql =
        """
        update invitations
        set
          token_hash = $3,
          invited_by = $4,
          expires_at = $5,
          mailed_at = $6
        where tenant_id = $1
          and id = $2
          and accepted_at is null
        returning
          id,
          email,
          role,
          created_at,
          expires_at,
          mailed_at
        """;
    return transaction
        .query(
            sql,
            Tuple.of(
                author.tenantId().value(),
                id,
                Buffer.buffer(tokenHash),
                author.userId().value(),
                utc(expiresAt),
                utc(clock.instant())))
        .map(renewed ->
            renewed.size() == 0
                ? Optional.empty()
                : Optional.of(InvitationStore.invitation(renewed.iterator().next())));
  }
}
