package com.leadignite.auth.session;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The hashes of refresh tokens: each session's family, used ones included. */
@Singleton
final class RefreshTokenStore {

  /** The session of a token's family. Parameters: its hash. */
  static final String SESSION_OF =
      """
      select session_id as id
      from refresh_tokens
      where token_hash = $1
      """;

  /** Replaces a current token. Parameters: its hash, the successor's, now, idle since. */
  static final String ROTATE =
      """
      with session as (
        update sessions s
        set
          generation = s.generation + 1,
          refreshed_at = $3
        from refresh_tokens t, users u
        where t.token_hash = $1
          and s.id = t.session_id
          and s.generation = t.generation
          and s.ended_at is null
          and s.not_after > $3
          and s.refreshed_at > $4
          and u.id = s.user_id
          and (u.banned_until is null or u.banned_until <= $3)
        returning s.*
      ),
      token as (
        insert into refresh_tokens (
          token_hash,
          session_id,
          generation,
          created_at
        )
        select $2, s.id, s.generation, $3
        from session s
      )
      """
          + SessionRows.SELECT_HELD;

  /** The active session of a token's family. Parameters: its hash, now, idle since. */
  static final String OWNER =
      """
      select
        s.id,
        s.user_id,
        u.tenant_id
      from refresh_tokens t
      join sessions s on s.id = t.session_id
      join users u on u.id = s.user_id
      where t.token_hash = $1
        and s.ended_at is null
        and s.not_after > $2
        and s.refreshed_at > $3
      """;

  private final Rows rows;

  RefreshTokenStore(Rows rows) {
    this.rows = rows;
  }

  /** The session to whose family a token ever belonged; empty if it is unknown. */
  Uni<Optional<SessionId>> sessionOf(byte[] token) {
    return rows.asService()
        .query(SESSION_OF, Tuple.of(Buffer.buffer(token)))
        .map(found -> SessionRows.ids(found).stream().findFirst());
  }

  /** The active session to whose family a token ever belonged; empty if it is over. */
  Uni<Optional<SessionOwner>> owner(byte[] token, Instant now, Instant idleSince) {
    return rows.asService()
        .query(OWNER, Tuple.of(Buffer.buffer(token), utc(now), utc(idleSince)))
        .map(found ->
            SessionRows.first(found)
                .map(row ->
                    new SessionOwner(
                        new SessionId(row.getUUID("id")),
                        new UserId(row.getUUID("user_id")),
                        new TenantId(row.getUUID("tenant_id")))));
  }

  /**
   * Replaces the current refresh token by its successor, in one statement: of any number of
   * attempts at once, one succeeds. Empty if it is not the current token of an active session.
   *
   * @param idleSince a session not refreshed since then is over
   */
  Uni<Optional<ActiveSession>> rotate(
      Transaction transaction, byte[] token, byte[] successor, Instant now, Instant idleSince) {
    return transaction
        .query(
            ROTATE,
            Tuple.of(Buffer.buffer(token), Buffer.buffer(successor), utc(now), utc(idleSince)))
        .map(found -> SessionRows.first(found).map(SessionRows::active));
  }

  /**
   * What a token is that {@link #rotate} did not take; empty if it is unknown. Takes the lock that
   * ending the session needs: were it shared, two thieves at once would wait for each other until
   * PostgreSQL ends one of them.
   */
  Uni<Optional<StaleToken>> find(
      Transaction transaction, byte[] token, Instant now, Instant idleSince) {
    String sql =
        """
        select
        """
            + SessionRows.COLUMNS
            + """
            ,
              s.end_reason,
              s.generation - t.generation as age,
              (
                select c.token_hash
                from refresh_tokens c
                where c.session_id = s.id
                  and c.generation = s.generation
              ) as current,
              (
                s.ended_at is not null
                or s.not_after <= $2
                or s.refreshed_at <= $3
                or u.banned_until > $2
              ) is true as over
            from refresh_tokens t
            join sessions s on s.id = t.session_id
            """
            + SessionRows.JOIN_ACCOUNT
            + """
            where t.token_hash = $1
            for no key update of s
            for share of m
            """;
    return transaction
        .query(sql, Tuple.of(Buffer.buffer(token), utc(now), utc(idleSince)))
        .map(found ->
            SessionRows.first(found)
                .map(row ->
                    new StaleToken(
                        SessionRows.active(row),
                        row.getInteger("age"),
                        row.getBuffer("current"),
                        row.getBoolean("over"),
                        row.getString("end_reason"))));
  }
}
