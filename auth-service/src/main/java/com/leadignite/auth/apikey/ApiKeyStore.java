package com.leadignite.auth.apikey;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
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

/** API keys, as their owners and the admins of an organization see and change them. */
@Singleton
final class ApiKeyStore {

  private static final String FIND =
      """
      select
      """
          + StoredApiKey.COLUMNS
          + """
          from api_keys k
          where k.tenant_id = $1
            and k.id = $2
            and k.revoked_at is null
          """;

  private final Rows rows;

  ApiKeyStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * The keys of an organization that were not revoked, newest first; of one owner if one is given.
   */
  Uni<List<StoredApiKey>> page(
      Caller.Person caller, Optional<UserId> owner, Optional<UUID> before, int limit) {
    String sql =
        """
        select
        """
            + StoredApiKey.COLUMNS
            + """
            from api_keys k
            where k.tenant_id = $1
              and ($2::uuid is null or k.owner_id = $2)
              and ($3::uuid is null or k.id < $3)
              and k.revoked_at is null
            order by k.id desc
            limit $4
            """;
    return rows.as(caller)
        .query(
            sql,
            Tuple.of(
                caller.tenantId().value(),
                owner.map(UserId::value).orElse(null),
                before.orElse(null),
                limit))
        .map(ApiKeyStore::all);
  }

  /** One key that was not revoked. */
  Uni<Optional<StoredApiKey>> find(Caller.Person caller, UUID id) {
    return rows.as(caller)
        .query(FIND, Tuple.of(caller.tenantId().value(), id))
        .map(found -> all(found).stream().findFirst());
  }

  /** One key that was not revoked, locked until the transaction ends. */
  Uni<Optional<StoredApiKey>> hold(Transaction transaction, Caller.Person caller, UUID id) {
    return transaction
        .query(FIND + "for no key update", Tuple.of(caller.tenantId().value(), id))
        .map(found -> all(found).stream().findFirst());
  }

  /** How many keys of the caller's are valid. */
  Uni<Long> count(Transaction transaction, Caller.Person caller, Instant now) {
    String sql =
        """
        select count(*) as valid
        from api_keys
        where tenant_id = $1
          and owner_id = $2
          and revoked_at is null
          and expires_at > $3
        """;
    return transaction
        .query(sql, Tuple.of(caller.tenantId().value(), caller.userId().value(), utc(now)))
        .map(found -> found.iterator().next().getLong("valid"));
  }

  /** Deletes the caller's keys that have been over for long. */
  Uni<Void> deleteEndedBefore(Transaction transaction, Caller.Person caller, Instant before) {
    String sql =
        """
        delete from api_keys
        where tenant_id = $1
          and owner_id = $2
          and (revoked_at < $3 or expires_at < $3)
        """;
    return transaction
        .query(sql, Tuple.of(caller.tenantId().value(), caller.userId().value(), utc(before)))
        .replaceWithVoid();
  }

  Uni<Void> insert(
      Transaction transaction, Caller.Person caller, StoredApiKey key, NewSecret secret) {
    String sql =
        """
        insert into api_keys (
          tenant_id,
          id,
          owner_id,
          name,
          hint,
          secret_hash,
          role,
          scopes,
          addresses,
          created_at,
          expires_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  caller.tenantId().value(),
                  key.id(),
                  caller.userId().value(),
                  key.name(),
                  key.hint(),
                  Buffer.buffer(secret.hash()),
                  key.role().wireName(),
                  names(key.scopes()),
                  key.addresses().toArray(String[]::new),
                  utc(key.createdAt()),
                  utc(key.expiresAt())
                }))
        .replaceWithVoid();
  }

  Uni<StoredApiKey> change(
      Transaction transaction, Caller.Person caller, UUID id, ApiKeyChange wanted) {
    String sql =
        """
        update api_keys k
        set
          name = $3,
          scopes = $4,
          addresses = $5
        where k.tenant_id = $1
          and k.id = $2
        returning
        """
            + StoredApiKey.COLUMNS;
    return transaction
        .query(
            sql,
            Tuple.of(
                caller.tenantId().value(),
                id,
                wanted.name(),
                names(wanted.scopes()),
                wanted.addresses().toArray(String[]::new)))
        .map(ApiKeyStore::one);
  }

  Uni<Void> revoke(Transaction transaction, Caller.Person caller, UUID id, Instant now) {
    String sql =
        """
        update api_keys
        set
          revoked_at = $3,
          revoked_by = $4
        where tenant_id = $1
          and id = $2
        """;
    return transaction
        .query(sql, Tuple.of(caller.tenantId().value(), id, utc(now), caller.userId().value()))
        .replaceWithVoid();
  }

  private static String[] names(List<Scope> scopes) {
    return Scope.names(scopes.stream()).toArray(String[]::new);
  }

  /** The key of a statement that returns one. */
  static StoredApiKey one(RowSet<Row> found) {
    return StoredApiKey.of(found.iterator().next());
  }

  private static List<StoredApiKey> all(RowSet<Row> found) {
    List<StoredApiKey> keys = new ArrayList<>();
    found.forEach(row -> keys.add(StoredApiKey.of(row)));
    return keys;
  }
}
