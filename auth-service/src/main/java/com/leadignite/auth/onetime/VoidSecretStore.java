package com.leadignite.auth.onetime;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.Address;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;

/** Deletes one-time secrets that are of no use any more. Every statement runs as the service. */
@Singleton
final class VoidSecretStore {

  private final Rows.Scope rows;

  VoidSecretStore(Rows rows) {
    this.rows = rows.asService();
  }

  /**
   * Deletes a person's secrets of some purposes: what they were for was done, or called off. And
   * the codes of PKCE that came of them.
   */
  Uni<Void> deleteOf(Transaction tx, UserId user, Collection<Purpose> purposes) {
    String sql =
        """
        with exchanged as (
          delete from pkce_codes
          where user_id = $1
        )
        delete from one_time_secrets
        where user_id = $1
          and purpose = any($2)
        """;
    return tx.query(sql, Tuple.of(user.value()).addArrayOfString(OneTimeStore.names(purposes)))
        .replaceWithVoid();
  }

  /** Deletes the secrets that an address was sent. */
  Uni<Void> deleteTo(Transaction tx, Address address) {
    String sql =
        """
        delete from one_time_secrets
        where address = $1
        """;
    return tx.query(sql, Tuple.of(address.value())).replaceWithVoid();
  }

  /** Deletes secrets that expired before that time. */
  Uni<Void> deleteExpired(Instant before) {
    String sql =
        """
        delete from one_time_secrets
        where expires_at < $1
        """;
    return rows.query(sql, Tuple.of(utc(before))).replaceWithVoid();
  }
}
