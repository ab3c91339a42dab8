package com.leadignite.webhook.source;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.guard.time.Timestamps;
import com.leadignite.webhook.WebhookProblem;
import com.leadignite.webhook.signature.Secret;
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
import org.jspecify.annotations.Nullable;

/** An organization's sources in PostgreSQL. */
@Singleton
public final class SourceStore {

  private static final String SELECT =
      "select "
          + SourceRows.COLUMNS
          + """
          from source
          where tenant_id = $1
            and deleted_at is null
          """;

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
    Tuple parameters = sourceRows.columns(source);
    parameters
        .addString(source.kind().wireName())
        .addOffsetDateTime(SqlTime.utc(source.createdAt()))
        .addUUID(admin.userId().value())
        .addLong((long) most);
    return transaction.query(
        """
        insert into source (
          tenant_id,
          id,
          name,
          settings,
          max_body_bytes,
          rate_limit,
          event_types,
          allowed_addresses,
          paused,
          version,
          kind,
          created_at,
          created_by
        )
        select
          $1,
          $2,
          $3,
          $4::text::jsonb,
          $5,
          $6,
          $7,
          $8,
          $9,
          $10,
          $11,
          $12,
          $13
        where (
          select count(*)
          from source
          where tenant_id = $1
            and deleted_at is null
        ) < $14
        """,
        parameters);
  }

  /**
   * The organization's sources that come after the position, newest first.
   *
   * @param after where the page before ended; null for the first page
   */
  Uni<List<ListedSource>> list(Caller.Person admin, @Nullable Place after, int limit) {
    return rows.as(admin)
        .query(
            SELECT
                + """
                  and ($2::timestamptz is null or (created_at, id) < ($2, $3))
                order by
                  created_at desc,
                  id desc
                limit $4
                """,
            Tuple.of(
                admin.tenantId().value(),
                SqlTime.utc(after == null ? null : Instant.parse(after.key())),
                after == null ? null : after.id(),
                limit))
        .map(found ->
            StreamSupport.stream(found.spliterator(), false)
                .map(row -> new ListedSource(place(row), sourceRows.source(row)))
                .toList());
  }

  private static Place place(Row row) {
    Instant createdAt = SqlTime.instant(row, "created_at");
    return new Place(Timestamps.format(createdAt), row.getUUID("id"));
  }

  /** One source of the organization; empty too if this version cannot read it. */
  Uni<Optional<Source>> find(Caller.Person admin, UUID id) {
    return rows.as(admin)
        .query(
            SELECT
                + """
                  and id = $2
                """,
            Tuple.of(admin.tenantId().value(), id))
        .map(found ->
            StreamSupport.stream(found.spliterator(), false)
                .flatMap(row -> sourceRows.source(row).stream())
                .findFirst());
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
}
