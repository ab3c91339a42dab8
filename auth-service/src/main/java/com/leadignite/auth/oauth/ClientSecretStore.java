package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** The secrets of clients, by their hashes. Every statement runs as the service. */
@Singleton
final class ClientSecretStore {

  private final Rows rows;

  ClientSecretStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * Replaces the secret; the present one is valid until then, and the one before it is not. If
   * nobody has used the present one, and the one before it is valid still, it is the other way
   * round: the answer with the present one was lost, and machines go on with the one before.
   */
  Uni<Client> rotate(
      Transaction tx, TenantId tenant, UUID id, ClientSecret next, Instant now, Instant until) {
    String sql =
        """
        update oauth_clients c
        set
          previous_hash =
            case
              when c.secret_unused and c.previous_expires_at > $6 then c.previous_hash
              else c.secret_hash
            end,
          previous_expires_at =
            case
              when c.secret_unused and c.previous_expires_at > $6
                then least($3, c.previous_expires_at)
              else $3
            end,
          secret_hash = $4,
          hint = $5,
          rotated_at = $6,
          secret_unused = true
        where c.tenant_id = $1
          and c.id = $2
        returning
        """
            + Client.COLUMNS;
    return tx.query(
            sql,
            Tuple.of(
                tenant.value(), id, utc(until), Buffer.buffer(next.hash()), next.hint(), utc(now)))
        .map(ClientStore::one);
  }

  /** The secret of a client has been used. */
  Uni<Void> use(KnownClient client) {
    String sql =
        """
        update oauth_clients
        set secret_unused = null
        where tenant_id = $1
          and id = $2
          and secret_hash = $3
        """;
    return rows.asService()
        .query(
            sql,
            Tuple.of(client.tenantId().value(), client.id(), Buffer.buffer(client.secretHash())))
        .replaceWithVoid();
  }
}
