package com.leadignite.webhook.source;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.webhook.source.SecretSealer.SecretId;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Secrets of all organizations, for the service itself. */
@Singleton
final class SealedSecretStore {

  private final Rows rows;
  private final SourceRows sourceRows;

  @Inject
  SealedSecretStore(Rows rows, SourceRows sourceRows) {
    this.rows = rows;
    this.sourceRows = sourceRows;
  }

  /** The source with the secrets that are valid then; empty if it has none, or is not there. */
  Uni<Optional<SealedSource>> findValid(UUID sourceId, Instant then) {
    return rows.asService()
        .query(
            "select "
                + SourceRows.COLUMNS
                + """
                  ,
                  secret.source_id,
                  secret.id as secret_id,
                  secret.sealed,
                  coalesce(secret.created_by, source.created_by) as author
                from source
                join source_secret secret
                  on secret.tenant_id = source.tenant_id
                  and secret.source_id = source.id
                where source.id = $1
                  and source.deleted_at is null
                  and (secret.expires_at is null or secret.expires_at > $2)
                """,
            Tuple.of(sourceId, SqlTime.utc(then)))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(
                    new SealedSource(sourceRows.source(found.iterator().next()), secrets(found))));
  }

  /** Whether there is such a source. */
  Uni<Boolean> isThere(UUID sourceId) {
    return rows.asService()
        .query(
            """
            select
              source.id
            from source
            where source.id = $1
              and source.deleted_at is null
            """,
            Tuple.of(sourceId))
        .map(found -> found.size() > 0);
  }

  private static List<SealedSecret> secrets(RowSet<Row> found) {
    return StreamSupport.stream(found.spliterator(), false)
        .map(row ->
            new SealedSecret(
                new SecretId(
                    row.getUUID("tenant_id"), row.getUUID("source_id"), row.getUUID("secret_id")),
                row.getUUID("author"),
                row.getBuffer("sealed")))
        .toList();
  }
}
