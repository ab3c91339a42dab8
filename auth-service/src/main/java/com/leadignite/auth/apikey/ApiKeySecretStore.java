package com.leadignite.auth.apikey;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** The secrets of API keys, by their hashes. */
@Singleton
final class ApiKeySecretStore {

  /**
   * Replaces the secret; the present one is valid until then, and the one before it is not. A
   * present secret that nobody has used is void instead if the one before it is still valid: its
   * answer was lost, and machines go on with the one before, for no longer than they could.
   */
  Uni<StoredApiKey> rotate(
      Transaction transaction, Caller.Person caller, UUID id, NewSecret next, Instant until) {
    String sql =
        """
        update api_keys k
        set
          previous_hash =
            case
              when k.secret_unseen and k.previous_expires_at > $6 then k.previous_hash
              else k.secret_hash
            end,
          previous_expires_at =
            case
              when k.secret_unseen and k.previous_expires_at > $6
                then least($3, k.previous_expires_at)
              else $3
            end,
          secret_unseen = true,
          secret_hash = $4,
          hint = $5,
          rotated_at = $6,
          expires_at = $7
        where k.tenant_id = $1
          and k.id = $2
        returning
        """
            + StoredApiKey.COLUMNS;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  caller.tenantId().value(),
                  id,
                  utc(until),
                  Buffer.buffer(next.hash()),
                  next.hint(),
                  utc(next.madeAt()),
                  utc(next.expiresAt())
                }))
        .map(ApiKeyStore::one);
  }
}
