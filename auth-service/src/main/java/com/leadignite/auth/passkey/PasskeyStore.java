package com.leadignite.auth.passkey;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Passkeys. A transaction that uses or changes one holds its owner's sessions first. */
@Singleton
final class PasskeyStore {

  private static final String SELECT =
      """
      select
        f.user_id,
      """
          + Factor.COLUMNS
          + """
            as factor,
            p.credential_id,
            p.public_key,
            p.sign_count,
            p.user_verified,
            p.backup_eligible,
            p.backed_up,
            p.aaguid,
            p.transports,
            p.last_used_at
          from passkeys p
          join factors f on f.id = p.factor_id
          """;

  PasskeyStore() {}

  /** Whose a credential is; empty if nobody's. */
  Uni<Optional<UserId>> owner(Transaction transaction, Buffer credential) {
    String sql =
        """
        select f.user_id
        from passkeys p
        join factors f on f.id = p.factor_id
        where p.credential_id = $1
        """;
    return transaction
        .query(sql, Tuple.of(credential))
        .map(found -> first(found).map(row -> new UserId(row.getUUID("user_id"))));
  }

  /** A person's passkey by its credential, held. */
  Uni<Optional<StoredPasskey>> hold(Transaction transaction, UserId user, Buffer credential) {
    return transaction
        .query(
            SELECT + "where f.user_id = $1 and p.credential_id = $2 for no key update of p",
            Tuple.of(user.value(), credential))
        .map(found -> first(found).map(PasskeyStore::stored));
  }

  /** A person's passkeys, the oldest first. */
  Uni<List<ListedPasskey>> of(Transaction transaction, UserId user) {
    return transaction
        .query(SELECT + "where f.user_id = $1 order by f.created_at, f.id", Tuple.of(user.value()))
        .map(found -> {
          List<ListedPasskey> passkeys = new ArrayList<>();
          found.forEach(row -> passkeys.add(ListedPasskey.of(stored(row), row)));
          return passkeys;
        });
  }

  /** Stores the credential of a factor; fails with passkey-exists if anybody has it. */
  Uni<Void> insert(Transaction transaction, UUID factor, Credential credential) {
    String sql =
        """
        insert into passkeys (
          factor_id,
          credential_id,
          public_key,
          sign_count,
          user_verified,
          backup_eligible,
          backed_up,
          aaguid,
          transports
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (credential_id) do nothing
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  factor,
                  credential.id(),
                  credential.publicKey(),
                  credential.signCount(),
                  credential.userVerified(),
                  credential.backupEligible(),
                  credential.backedUp(),
                  credential.aaguid(),
                  credential.transports().toArray(String[]::new)
                }))
        .invoke(inserted -> {
          if (inserted.rowCount() == 0) {
            throw AuthProblem.PASSKEY_EXISTS.problem();
          }
        })
        .replaceWithVoid();
  }

  /** Stores that a passkey, which is held, was shown. */
  Uni<Void> used(Transaction transaction, StoredPasskey passkey, ShownPasskey shown, Instant now) {
    String sql =
        """
        update passkeys
        set
          sign_count = $2,
          user_verified = user_verified or $3,
          backed_up = $4,
          last_used_at = $5
        where factor_id = $1
        """;
    return transaction
        .query(
            sql,
            Tuple.of(
                passkey.factor().id(),
                shown.signCount(),
                shown.userVerified(),
                shown.backedUp(),
                utc(now)))
        .replaceWithVoid();
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  private static StoredPasskey stored(Row row) {
    return new StoredPasskey(
        new UserId(row.getUUID("user_id")),
        Factor.of(row.get(JsonObject.class, "factor")),
        new Credential(
            row.getBuffer("credential_id"),
            row.getBuffer("public_key"),
            row.getLong("sign_count"),
            row.getBoolean("user_verified"),
            row.getBoolean("backup_eligible"),
            row.getBoolean("backed_up"),
            row.getUUID("aaguid"),
            List.of(row.getArrayOfStrings("transports"))));
  }
}
