package com.leadignite.auth.integration;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.integration.DueStore.Due;
import com.leadignite.auth.integration.ProviderFailure.Reason;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How calls for connections that were taken ended. Every statement runs as the service. */
@Singleton
final class RefreshStore {

  /**
   * Stores what the provider gave, unless it was connected again or revoked meanwhile. The stored
   * credentials are not compared: they are other bytes once they were sealed again.
   *
   * @return whether it was stored
   */
  Uni<Boolean> refreshed(
      Transaction transaction, Due due, String client, Grant grant, byte[] sealed, Instant now) {
    String sql =
        """
        update integrations
        set
          status = 'connected',
          sealed_credentials = $4,
          scopes = coalesce($5, scopes),
          account = coalesce($6, account),
          expires_at = $7,
          due_at = $8,
          client_id = $10,
          leased_until = null,
          attempts = 0,
          last_refreshed_at = $9,
          last_error = null,
          last_error_at = null
        where tenant_id = $1
          and id = $2
          and leased_until = $3
          and revoked_at is null
        returning id
        """;
    List<String> scopes = grant.scopes();
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  due.tenant().value(),
                  due.id(),
                  due.lease(),
                  Buffer.buffer(sealed),
                  scopes == null ? null : scopes.toArray(String[]::new),
                  grant.account(),
                  utc(grant.expiresAt()),
                  utc(grant.dueAt()),
                  utc(now),
                  client
                }))
        .map(stored -> stored.size() > 0);
  }

  /**
   * Stores that it failed, as {@link #refreshed} stores; the credentials stay.
   *
   * @param pause until it is tried again; null if it is not
   */
  Uni<Void> failed(
      Transaction transaction, Due due, Reason reason, @Nullable Duration pause, Instant now) {
    String sql =
        """
        update integrations
        set
          status = case when $4::float8 is null then 'reconnect_required' else 'failing' end,
          due_at = now() + $4::float8 * interval '1 millisecond',
          leased_until = null,
          last_error = $5,
          last_error_at = $6
        where tenant_id = $1
          and id = $2
          and leased_until = $3
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  due.tenant().value(),
                  due.id(),
                  due.lease(),
                  pause == null ? null : (double) pause.toMillis(),
                  reason.wireName(),
                  utc(now)
                }))
        .replaceWithVoid();
  }

  /** Lets one that ended be taken again after a pause. */
  Uni<Void> later(Transaction transaction, Due due, Duration pause) {
    String sql =
        """
        update integrations
        set
          due_at = now() + $3 * interval '1 millisecond',
          leased_until = null
        where tenant_id = $1
          and id = $2
          and revoked_at is not null
        """;
    return transaction
        .query(sql, Tuple.of(due.tenant().value(), due.id(), (double) pause.toMillis()))
        .replaceWithVoid();
  }

  /** Deletes one that ended. */
  Uni<Void> remove(Transaction transaction, Due due) {
    String sql =
        """
        delete from integrations
        where tenant_id = $1
          and id = $2
          and revoked_at is not null
        """;
    return transaction.query(sql, Tuple.of(due.tenant().value(), due.id())).replaceWithVoid();
  }
}
