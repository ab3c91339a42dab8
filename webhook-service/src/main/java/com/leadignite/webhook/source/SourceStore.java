package com.leadignite.webhook.source;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.webhook.signature.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** An organization's sources in PostgreSQL. */
@Singleton
public final class SourceStore {

  private final Rows rows;
  private final SecretStore secrets;
  private final SourceRows sourceRows;

  @Inject
  SourceStore(Rows rows, SecretStore secrets, SourceRows sourceRows) {
    this.rows = rows;
    this.secrets = secrets;
    this.sourceRows = sourceRows;
  }

  /**
   * Adds a source with its first secret; fails with a {@link Problem} if its name is taken or the
   * organization has as many as it may.
   */
  Uni<Void> add(
      Caller.Person admin,
      Source source,
      UUID secretId,
      Secret secret,
      int most,
      AuditEvent event) {
    return rows.as(admin)
        .transaction(transaction -> {
          transaction.record(event);
          return oneAtATime(transaction, source)
              .chain(() -> insert(transaction, admin, source, most))
              .chain(added -> {
                if (added.rowCount() == 0) {
                  throw new Problem(
                      WebhookProblem.TOO_MANY_SOURCES, "Delete one that is not used.");
                }
                return secrets.add(transaction, admin, source, secretId, secret);
              });
        })
        .onFailure(e -> Constraint.violated(e, "source_by_name"))
        .transform(e -> new Problem(WebhookProblem.SOURCE_NAME_TAKEN, "Choose another name.", e));
  }

  // Those who add at once would otherwise all count the sources before them, and all be let in.
  private static Uni<RowSet<Row>> oneAtATime(Transaction transaction, Source source) {
    return transaction.query(
        "select pg_advisory_xact_lock(hashtextextended('webhooks.source ' || $1, 0))",
        Tuple.of(source.tenantId().toString()));
  }

  private Uni<RowSet<Row>> insert(
      Transaction transaction, Caller.Person admin, Source source, int most) {
    return transaction.query(
        """
        insert into source (
          tenant_id,
          id,
          name,
          kind,
          settings,
          created_at,
          created_by
        )
        select
          $1,
          $2,
          $3,
          $4,
          $5::text::jsonb,
          $6,
          $7
        where (
          select count(*)
          from source
          where tenant_id = $1
            and deleted_at is null
        ) < $8
        """,
        Tuple.of(
            source.tenantId().value(),
            source.id(),
            source.name(),
            source.kind().wireName(),
            sourceRows.settings(source),
            utc(source.createdAt()),
            admin.userId().value(),
            (long) most));
  }

  /** The organization's sources that this version can read, newest first. */
  Uni<List<Source>> list(Caller.Person admin) {
    return rows.as(admin)
        .query(
            """
            select
              tenant_id,
              id,
              name,
              kind,
              settings::text as settings,
              created_at
            from source
            where tenant_id = $1
              and deleted_at is null
            order by
              created_at desc,
              id
            """,
            Tuple.of(admin.tenantId().value()))
        .map(found ->
            StreamSupport.stream(found.spliterator(), false)
                .flatMap(row -> sourceRows.source(row).stream())
                .toList());
  }

  /** One source of the organization. */
  Uni<Optional<Source>> find(Caller.Person admin, UUID id) {
    return list(admin)
        .map(sources -> sources.stream().filter(source -> source.id().equals(id)).findFirst());
  }

  /** Deletes a source and its secrets; answers whether it was there. */
  Uni<Boolean> delete(Caller.Person admin, Source source, AuditEvent event) {
    Tuple key = Tuple.of(admin.tenantId().value(), source.id());
    return rows.as(admin)
        .transaction(transaction ->
            transaction
                .query(
                    """
                    update source
                    set deleted_at = now()
                    where tenant_id = $1
                      and id = $2
                      and deleted_at is null
                    """,
                    key)
                .call(() ->
                    transaction.query(
                        """
                        delete from source_secret
                        where tenant_id = $1
                          and source_id = $2
                        """,
                        key))
                .map(deleted -> deleted.rowCount() == 1)
                .invoke(deleted -> {
                  if (deleted) {
                    transaction.record(event);
                  }
                }));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
