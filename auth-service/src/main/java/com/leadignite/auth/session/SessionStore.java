package com.leadignite.auth.session;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Sessions, as they are opened and deleted. */
@Singleton
public final class SessionStore {

  private final Rows rows;

  SessionStore(Rows rows) {
    this.rows = rows;
  }

  /** Opens a session with its first refresh token; empty if the person may not sign in. */
  Uni<Optional<ActiveSession>> open(
      Transaction transaction, NewSession session, byte[] refreshToken) {
    return signedIn(transaction, session)
        .chain(may ->
            may
                ? insert(transaction, session, refreshToken)
                : Uni.createFrom().item(Optional.<ActiveSession>empty()));
  }

  /**
   * Takes the lock of {@link ActiveSessionStore#lockAllOf}; answers whether the person may sign in.
   */
  private static Uni<Boolean> signedIn(Transaction transaction, NewSession session) {
    String sql =
        """
        with used as (
          update identities
          set last_sign_in_at = $3
          where user_id = $1
            and provider = $2
        )
        update users
        set last_sign_in_at = $3
        where id = $1
          and (banned_until is null or banned_until <= $3)
        """;
    return transaction
        .query(
            sql,
            Tuple.of(
                session.user().value(),
                session.provider(),
                utc(session.claims().authentication().at())))
        .map(updated -> updated.rowCount() == 1);
  }

  private static Uni<Optional<ActiveSession>> insert(
      Transaction transaction, NewSession session, byte[] refreshToken) {
    // Replicas of the previous version read the method and no list of them.
    String sql =
        """
        with session as (
          insert into sessions (
            id,
            user_id,
            created_at,
            authenticated_at,
            method,
            amr,
            aal,
            not_after,
            refreshed_at,
            address,
            user_agent
          ) values ($1, $2, $3, $3, $4, $5, $6, $7, $3, $8, $9)
          returning *
        ),
        token as (
          insert into refresh_tokens (
            token_hash,
            session_id,
            generation,
            created_at
          )
          select $10, s.id, 0, $3
          from session s
        )
        """
            + SessionRows.SELECT_HELD;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  session.claims().id().value(),
                  session.user().value(),
                  utc(session.claims().authentication().at()),
                  session.claims().authentication().methods().getFirst().method(),
                  session.claims().authentication().toJson(),
                  session.claims().authentication().level().wireName(),
                  utc(session.claims().notAfter()),
                  session.address(),
                  session.userAgent(),
                  Buffer.buffer(refreshToken)
                }))
        .map(found -> SessionRows.first(found).map(SessionRows::active));
  }

  /**
   * Deletes sessions that were over before that time, with their refresh tokens. Replicas that do
   * so at once may wait for each other; the statement that PostgreSQL ends is run once more.
   */
  Uni<Void> deleteOver(Instant before) {
    String sql =
        """
        delete from sessions
        where not_after < $1
        """;
    return rows.asService().query(sql, Tuple.of(utc(before))).replaceWithVoid();
  }
}
