package com.leadignite.webhook.endpoint;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The secrets of endpoints in PostgreSQL, encrypted. */
@Singleton
public final class EndpointSecretStore {

  private static final Logger LOG = Logger.getLogger(EndpointSecretStore.class);

  private static final String SECRETS =
      """
      select
        id,
        sealed
      from endpoint_secret
      where tenant_id = $1
        and endpoint_id = $2
        and (expires_at is null or expires_at > $3)
      order by expires_at desc nulls first
      """;

  private final Rows rows;
  private final EndpointSealer sealer;

  @Inject
  EndpointSecretStore(Rows rows, EndpointSealer sealer) {
    this.rows = rows;
    this.sealer = sealer;
  }

  /** A key and the id that its row gets. */
  record NewKey(UUID id, SigningKey key) {}

  Uni<Void> add(Transaction tx, UUID tenantId, UUID endpointId, NewKey key) {
    byte[] sealed = sealer.seal(tenantId, endpointId, key.id(), key.key());
    return tx.query(
            """
            insert into endpoint_secret (tenant_id, endpoint_id, id, sealed)
            values ($1, $2, $3, $4)
            """,
            Tuple.of(tenantId, endpointId, key.id(), Buffer.buffer(sealed)))
        .replaceWithVoid();
  }

  /** The keys that sign then, the newest first; for the service itself. */
  public Uni<List<SigningKey>> valid(UUID tenantId, UUID endpointId, Instant then) {
    return rows.asService()
        .query(SECRETS, Tuple.of(tenantId, endpointId, SqlTime.utc(then)))
        .map(found -> open(tenantId, endpointId, found));
  }

  private List<SigningKey> open(UUID tenantId, UUID endpointId, RowSet<Row> found) {
    List<SigningKey> keys = new ArrayList<>();
    for (Row row : found) {
      try {
        keys.add(
            sealer.open(
                tenantId, endpointId, row.getUUID("id"), row.getBuffer("sealed").getBytes()));
      } catch (DecryptionFailed e) {
        LOG.warnf("a secret does not open secret_id=%s: %s", row.getUUID("id"), e.getMessage());
      }
    }
    return keys;
  }

  /**
   * Lets a new key take over: the one before signs too until the given moment, and those before it
   * not any more.
   *
   * @return whether the endpoint was there
   */
  Uni<Boolean> rotate(
      Caller.Person admin,
      UUID endpointId,
      NewKey key,
      Instant now,
      Instant previousExpiresAt,
      Function<Endpoint, AuditEvent> event) {
    UUID tenantId = admin.tenantId().value();
    return rows.as(admin)
        .transaction(tx ->
            // One rotation at a time; two would leave three secrets valid.
            EndpointStateStore.held(tx, admin, endpointId)
                .chain(found -> {
                  if (found.isEmpty()) {
                    return Uni.createFrom().item(false);
                  }
                  tx.record(event.apply(found.get()));
                  return tx.query(SECRETS, Tuple.of(tenantId, endpointId, SqlTime.utc(now)))
                      .invoke(known -> requireNew(open(tenantId, endpointId, known), key.key()))
                      .chain(() -> endThoseBefore(tx, tenantId, endpointId, previousExpiresAt))
                      .chain(() -> add(tx, tenantId, endpointId, key))
                      .replaceWith(true);
                }));
  }

  private static void requireNew(List<SigningKey> known, SigningKey key) {
    if (known.stream().anyMatch(key::isSameAs)) {
      throw Violations.of("secret", "must be another than those before");
    }
  }

  private static Uni<RowSet<Row>> endThoseBefore(
      Transaction tx, UUID tenantId, UUID endpointId, Instant expiresAt) {
    return tx.query(
            """
            delete from endpoint_secret
            where tenant_id = $1
              and endpoint_id = $2
              and expires_at is not null
            """,
            Tuple.of(tenantId, endpointId))
        .chain(() ->
            tx.query(
                """
                update endpoint_secret
                set expires_at = $3
                where tenant_id = $1
                  and endpoint_id = $2
                  and expires_at is null
                """,
                Tuple.of(tenantId, endpointId, SqlTime.utc(expiresAt))));
  }
}
