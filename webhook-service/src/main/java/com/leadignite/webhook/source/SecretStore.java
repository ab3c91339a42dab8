package com.leadignite.webhook.source;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.webhook.signature.Secret;
import com.leadignite.webhook.source.SecretSealer.SecretId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** The secrets of an organization's sources in PostgreSQL, encrypted. */
@Singleton
final class SecretStore {

  private final Rows rows;
  private final SecretSealer sealer;

  @Inject
  SecretStore(Rows rows, SecretSealer sealer) {
    this.rows = rows;
    this.sealer = sealer;
  }

  /**
   * Adds a secret that is valid until another takes over, and as long as the admin who makes it
   * may.
   */
  Uni<Void> add(
      Transaction transaction, Caller.Person admin, Source source, UUID secretId, Secret secret) {
    UUID tenantId = source.tenantId().value();
    byte[] sealed = sealer.seal(new SecretId(tenantId, source.id(), secretId), secret);
    return transaction
        .query(
            """
            insert into source_secret (
              tenant_id,
              source_id,
              id,
              sealed,
              created_by
            )
            values ($1, $2, $3, $4, $5)
            """,
            Tuple.of(
                tenantId, source.id(), secretId, Buffer.buffer(sealed), admin.userId().value()))
        .replaceWithVoid();
  }

  /**
   * Lets a new secret take over: the one before is accepted until the given moment, and those
   * before it not any more. Fails with a {@link Problem} if it is valid already: the caller, who
   * wants the one before to end, would believe that it does.
   *
   * @return whether the source was there
   */
  Uni<Boolean> rotate(
      Caller.Person admin,
      Source source,
      UUID secretId,
      Secret secret,
      Instant previousExpiresAt,
      AuditEvent event) {
    Tuple key = Tuple.of(admin.tenantId().value(), source.id());
    return rows.as(admin)
        .transaction(transaction ->
            lock(transaction, key)
                .chain(found -> {
                  if (found.rowCount() == 0) {
                    return Uni.createFrom().item(false);
                  }
                  transaction.record(event);
                  return requireNew(transaction, source, secret)
                      .chain(() -> endThoseBefore(transaction, key, previousExpiresAt))
                      .chain(() -> add(transaction, admin, source, secretId, secret))
                      .replaceWith(true);
                }));
  }

  // Lets one rotation at a time through; two would leave three secrets valid.
  private static Uni<RowSet<Row>> lock(Transaction transaction, Tuple key) {
    return transaction.query(
        """
        select id
        from source
        where tenant_id = $1
          and id = $2
          and deleted_at is null
        for update
        """,
        key);
  }

  private Uni<Void> requireNew(Transaction transaction, Source source, Secret secret) {
    UUID tenantId = source.tenantId().value();
    return transaction
        .query(
            """
            select
              id,
              sealed
            from source_secret
            where tenant_id = $1
              and source_id = $2
            """,
            Tuple.of(tenantId, source.id()))
        .invoke(known -> {
          for (Row row : known) {
            SecretId id = new SecretId(tenantId, source.id(), row.getUUID("id"));
            if (isSame(id, row.getBuffer("sealed").getBytes(), secret)) {
              throw Violations.of("secret", "must be another than those before");
            }
          }
        })
        .replaceWithVoid();
  }

  // One that does not open any more is no reason to keep it: it must not prevent another.
  private boolean isSame(SecretId id, byte[] sealed, Secret secret) {
    return sealer.openIfReadable(id, sealed).filter(secret::isSameAs).isPresent();
  }

  private static Uni<RowSet<Row>> endThoseBefore(
      Transaction transaction, Tuple key, Instant expiresAt) {
    return transaction
        .query(
            """
            delete from source_secret
            where tenant_id = $1
              and source_id = $2
              and expires_at is not null
            """,
            key)
        .chain(() ->
            transaction.query(
                """
                update source_secret
                set expires_at = $3
                where tenant_id = $1
                  and source_id = $2
                  and expires_at is null
                """,
                Tuple.of(key.getUUID(0), key.getUUID(1), SqlTime.utc(expiresAt))));
  }
}
