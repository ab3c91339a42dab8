package com.leadignite.auth.mfa;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Challenges, and the codes that were used to answer them. */
@Singleton
public final class ChallengeStore {

  private final Rows rows;

  ChallengeStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * Stores a challenge.
   *
   * @param session which session may answer it; null for a sign-in, which has none yet
   */
  public Uni<Void> insert(
      Transaction transaction, Challenge challenge, @Nullable SessionId session) {
    String sql =
        """
        insert into factor_challenges (
          id,
          factor_id,
          session_id,
          nonce,
          expires_at
        ) values ($1, $2, $3, $4, $5)
        """;
    return transaction
        .query(
            sql,
            Tuple.of(
                challenge.id(),
                challenge.factor(),
                session == null ? null : session.value(),
                challenge.nonce(),
                utc(challenge.expiresAt())))
        .replaceWithVoid();
  }

  /**
   * Takes a challenge, which can be answered once, whatever the answer is worth; of any number of
   * answers at once, one gets it.
   *
   * @param factor the factor that it is for; null if it names none
   * @param session the session that it was made for; null for a sign-in
   * @return its nonce; empty if there is none for exactly these, or it has expired
   */
  public Uni<Optional<String>> take(
      Transaction transaction,
      UUID challenge,
      @Nullable UUID factor,
      @Nullable SessionId session,
      Instant now) {
    String sql =
        """
        delete from factor_challenges
        where id = $1
          and factor_id is not distinct from $2
          and session_id is not distinct from $3
          and expires_at > $4
        returning nonce
        """;
    return transaction
        .query(sql, Tuple.of(challenge, factor, session == null ? null : session.value(), utc(now)))
        .map(taken -> {
          RowIterator<Row> found = taken.iterator();
          return found.hasNext()
              ? Optional.ofNullable(found.next().getString("nonce"))
              : Optional.<String>empty();
        });
  }

  /** Whether a challenge of that factor and session can be answered. */
  Uni<Boolean> isOpen(
      Transaction transaction, UUID challenge, UUID factor, SessionId session, Instant now) {
    String sql =
        """
        select id
        from factor_challenges
        where id = $1
          and factor_id = $2
          and session_id = $3
          and expires_at > $4
        """;
    return transaction
        .query(sql, Tuple.of(challenge, factor, session.value(), utc(now)))
        .map(found -> found.size() > 0);
  }

  /** Deletes a challenge that was answered. */
  Uni<Void> delete(Transaction transaction, UUID challenge) {
    String sql =
        """
        delete from factor_challenges
        where id = $1
        """;
    return transaction.query(sql, Tuple.of(challenge)).replaceWithVoid();
  }

  /**
   * Spends the codes of a step and of all before it, for all of a person's authenticator apps; of
   * any number of attempts at once, one succeeds (B10).
   *
   * @return whether this is the attempt that spent it
   */
  Uni<Boolean> spend(Transaction transaction, UserId user, long step) {
    String sql =
        """
        insert into totp_steps as t (
          user_id,
          last_step
        ) values ($1, $2)
        on conflict (user_id) do update
        set last_step = excluded.last_step
        where t.last_step < excluded.last_step
        """;
    return transaction.query(sql, Tuple.of(user.value(), step)).map(spent -> spent.rowCount() == 1);
  }

  /** Deletes challenges that expired. */
  Uni<Void> deleteExpired(Instant now) {
    String sql =
        """
        delete from factor_challenges
        where expires_at <= $1
        """;
    return rows.asService().query(sql, Tuple.of(utc(now))).replaceWithVoid();
  }
}
