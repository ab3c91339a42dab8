package com.leadignite.auth.token;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Revocations, kept until the last token they apply to has expired. */
@Singleton
final class RevocationStore {

  /** The longest life of a token, plus the clock skew that a verifier may allow. */
  private static final Duration KEPT = Duration.ofMinutes(32);

  /** How many are read at a time, and published to Redis at once. */
  static final int BATCH = 200;

  private static final String SELECT =
      """
      select
        id,
        tenant_id,
        user_id,
        session_id,
        in_tenant_only,
        revoked_at
      from revocations
      """;

  private final Rows rows;

  RevocationStore(Rows rows) {
    this.rows = rows;
  }

  /** PostgreSQL's time, in whole milliseconds: the one clock that all replicas have. */
  Uni<Instant> now(Transaction transaction) {
    String sql =
        """
        select date_trunc('milliseconds', clock_timestamp()) as now
        """;
    return transaction
        .query(sql, Tuple.tuple())
        .map(found -> instant(found.iterator().next(), "now"));
  }

  /** As {@link #now(Transaction)}, in a transaction of its own. */
  Uni<Instant> now() {
    return rows.asService().transaction(this::now);
  }

  /** Stores revocations, however many, in one statement; Redis does not know of them yet. */
  Uni<Void> insert(Transaction transaction, List<Revocation> revocations) {
    String sql =
        """
        insert into revocations (
          id,
          tenant_id,
          user_id,
          session_id,
          in_tenant_only,
          revoked_at,
          expires_at
        )
        select *
        from unnest(
          $1::uuid[],
          $2::uuid[],
          $3::uuid[],
          $4::uuid[],
          $5::boolean[],
          $6::timestamptz[],
          $7::timestamptz[]
        )
        """;
    return transaction.query(sql, columns(revocations)).replaceWithVoid();
  }

  private static Tuple columns(List<Revocation> revocations) {
    return Tuple.tuple()
        .addArrayOfUUID(column(revocations, UUID[]::new, Revocation::id))
        .addArrayOfUUID(column(revocations, UUID[]::new, each -> each.tenantId().value()))
        .addArrayOfUUID(column(revocations, UUID[]::new, each -> each.userId().value()))
        .addArrayOfUUID(column(revocations, UUID[]::new, RevocationStore::session))
        .addArrayOfBoolean(column(revocations, Boolean[]::new, Revocation::inTenantOnly))
        .addArrayOfOffsetDateTime(
            column(revocations, OffsetDateTime[]::new, each -> utc(each.revokedAt())))
        .addArrayOfOffsetDateTime(
            column(revocations, OffsetDateTime[]::new, each -> utc(each.revokedAt().plus(KEPT))));
  }

  private static <T> T[] column(
      List<Revocation> revocations,
      IntFunction<T[]> array,
      Function<Revocation, @Nullable T> value) {
    return revocations.stream().map(value).toArray(array);
  }

  private static @Nullable UUID session(Revocation revocation) {
    SessionId session = revocation.sessionId();
    return session == null ? null : session.value();
  }

  /** Notes that Redis knows them. */
  Uni<Void> markPublished(List<Revocation> revocations) {
    String sql =
        """
        update revocations
        set published_at = now()
        where id = any($1)
        """;
    UUID[] ids = revocations.stream().map(Revocation::id).toArray(UUID[]::new);
    return rows.asService().query(sql, Tuple.tuple().addArrayOfUUID(ids)).replaceWithVoid();
  }

  /** Those that were not published to Redis yet, oldest first; {@link #BATCH} at most. */
  Uni<List<Revocation>> unpublished() {
    String sql =
        SELECT
            + """
            where published_at is null
            order by id
            limit $1
            """;
    return rows.asService().query(sql, Tuple.of(BATCH)).map(RevocationStore::all);
  }

  /** Those that still apply to a valid token. */
  Uni<List<Revocation>> inForce() {
    String sql =
        SELECT
            + """
            where expires_at > now()
            order by id
            """;
    return rows.asService().query(sql, Tuple.tuple()).map(RevocationStore::all);
  }

  /** Deletes those that apply to no valid token. */
  Uni<Void> deleteExpired() {
    return rows.asService()
        .query("delete from revocations where expires_at <= now()", Tuple.tuple())
        .replaceWithVoid();
  }

  private static List<Revocation> all(RowSet<Row> rowSet) {
    List<Revocation> revocations = new ArrayList<>();
    for (Row row : rowSet) {
      UUID session = row.getUUID("session_id");
      revocations.add(
          new Revocation(
              row.getUUID("id"),
              new TenantId(row.getUUID("tenant_id")),
              new UserId(row.getUUID("user_id")),
              session == null ? null : new SessionId(session),
              row.getBoolean("in_tenant_only"),
              instant(row, "revoked_at")));
    }
    return revocations;
  }
}
