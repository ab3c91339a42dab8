package com.leadignite.auth.mfa;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.factor.Factor;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The factors of people. Every change locks the person's session first. */
@Singleton
public final class FactorStore {

  /** For how long a second factor shown from an address makes it a known one. */
  private static final Duration KNOWN_FOR = Duration.ofDays(30);

  private final Rows rows;

  FactorStore(Rows rows) {
    this.rows = rows;
  }

  /** A person's factors, the oldest first; without enrolments that cannot be finished any more. */
  Uni<List<StoredFactor>> of(Transaction transaction, UserId user, Instant enrolledSince) {
    String sql =
        """
        select
        """
            + Factor.COLUMNS
            + """
              as factor,
              f.session_id,
              f.sealed_secret
            from factors f
            where f.user_id = $1
              and (f.status = 'verified' or f.created_at > $2)
            order by f.created_at, f.id
            """;
    return transaction
        .query(sql, Tuple.of(user.value(), utc(enrolledSince)))
        .map(found -> {
          List<StoredFactor> factors = new ArrayList<>();
          found.forEach(row -> factors.add(factor(row)));
          return factors;
        });
  }

  private static StoredFactor factor(Row row) {
    return new StoredFactor(
        Factor.of(row.get(JsonObject.class, "factor")),
        new SessionId(row.getUUID("session_id")),
        row.getBuffer("sealed_secret"));
  }

  /** Stores a factor. */
  public Uni<Void> insert(Transaction transaction, UserId user, StoredFactor stored) {
    String sql =
        """
        insert into factors (
          id,
          user_id,
          type,
          friendly_name,
          status,
          session_id,
          sealed_secret,
          created_at,
          updated_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        """;
    Factor factor = stored.factor();
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  factor.id(),
                  user.value(),
                  factor.type(),
                  factor.friendlyName(),
                  factor.verified() ? "verified" : "unverified",
                  stored.enrolledBy().value(),
                  stored.sealedSecret(),
                  utc(factor.createdAt())
                }))
        .replaceWithVoid();
  }

  /**
   * Deletes the enrolments that another one replaces: that of the same name, or of none, and those
   * that cannot be finished any more.
   */
  public Uni<Void> deleteUnfinished(
      Transaction transaction, UserId user, @Nullable String name, Instant enrolledSince) {
    String sql =
        """
        delete from factors
        where user_id = $1
          and status = 'unverified'
          and (friendly_name is not distinct from $2 or created_at <= $3)
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), name, utc(enrolledSince)))
        .replaceWithVoid();
  }

  /** Stores what the person calls a factor. */
  public Uni<Void> rename(Transaction transaction, UUID factor, String name, Instant now) {
    String sql =
        """
        update factors
        set
          friendly_name = $2,
          updated_at = $3
        where id = $1
        """;
    return transaction.query(sql, Tuple.of(factor, name, utc(now))).replaceWithVoid();
  }

  /** Stores that an enrolment is finished. */
  Uni<Void> verify(Transaction transaction, UUID factor, Instant now) {
    String sql =
        """
        update factors
        set
          status = 'verified',
          updated_at = $2
        where id = $1
        """;
    return transaction.query(sql, Tuple.of(factor, utc(now))).replaceWithVoid();
  }

  /** Deletes factors, with their challenges and codes. */
  Uni<Void> delete(Transaction transaction, List<UUID> factors) {
    String sql =
        """
        delete from factors
        where id = any($1)
        """;
    return transaction.query(sql, Tuple.of(factors.toArray(UUID[]::new))).replaceWithVoid();
  }

  /** Whether the person has shown a second factor from that address lately. */
  Uni<Boolean> isKnown(UserId user, String network, Instant now) {
    String sql =
        """
        select exists (
          select
          from sessions s
          where s.user_id = $1
            and s.address = $2
            and s.aal = 'aal2'
            and s.created_at > $3
        ) as known
        """;
    return rows.asService()
        .query(sql, Tuple.of(user.value(), network, utc(now.minus(KNOWN_FOR))))
        .map(found -> found.iterator().next().getBoolean("known"));
  }
}
