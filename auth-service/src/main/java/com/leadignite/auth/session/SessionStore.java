package com.leadignite.auth.session;

import static com.leadignite.auth.instance.SqlTime.instant;
import static com.leadignite.auth.instance.SqlTime.instantOrNull;
import static com.leadignite.auth.instance.SqlTime.utc;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.token.TokenSession;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions and the hashes of their refresh tokens. */
@Singleton
public final class SessionStore {

  private final Rows rows;

  SessionStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * A session with its account.
   *
   * @param account who, in the organization and role of now
   * @param session what a token says of it
   * @param readAt PostgreSQL's time before it read the account
   * @param revokedAt PostgreSQL's time when all tokens of the person were last revoked, or null
   */
  record Live(Account account, TokenSession session, Instant readAt, @Nullable Instant revokedAt) {

    static Live of(Row row) {
      TokenSession session =
          new TokenSession(
              new SessionId(row.getUUID("session_id")),
              row.getString("method"),
              instant(row, "authenticated_at"),
              instant(row, "not_after"));
      return new Live(
          Account.of(row), session, instant(row, "read_at"), instantOrNull(row, "revoked_at"));
    }
  }

  /**
   * A refresh token that was shown and is not the current one of a session that goes on.
   *
   * @param live the session
   * @param age how many tokens of the family came after it; 0 where the session is over
   * @param over whether the session ended, expired or idled out, or its owner may not go on
   * @param endReason why it ended; null where it did not end before its time
   */
  record Presented(Live live, int age, boolean over, @Nullable String endReason) {}

  /** Opens a session with its first refresh token; empty where the person may not sign in. */
  Uni<Optional<Live>> open(
      Transaction transaction,
      TokenSession session,
      UserId user,
      byte[] refreshHash,
      @Nullable String address,
      @Nullable String userAgent) {
    String sql =
        """
        with account as (
          update users
          set last_sign_in_at = $4
          where id = $2 and (banned_until is null or banned_until <= $4)
          returning
            id,
            tenant_id,
            email,
            email_confirmed_at,
            phone,
            banned_until,
            last_sign_in_at,
            user_metadata,
            identity_id,
            sign_up_data,
            created_at,
            updated_at
        ),
        session as (
          insert into sessions (
            id,
            user_id,
            created_at,
            authenticated_at,
            method,
            not_after,
            refreshed_at,
            address,
            user_agent
          )
          select $1, a.id, $4, $4, $3, $5, $4, $7, $8
          from account a
          returning
            id as session_id,
            method,
            authenticated_at,
            not_after
        ),
        token as (
          insert into refresh_tokens (
            token_hash,
            session_id,
            generation,
            created_at
          )
          select $6, s.session_id, 0, $4
          from session s
        )
        select
          a.id,
          a.tenant_id,
          m.role,
          a.email,
          a.email_confirmed_at,
          a.phone,
          a.banned_until,
          a.last_sign_in_at,
          a.user_metadata,
          a.identity_id,
          a.sign_up_data,
          a.created_at,
          a.updated_at,
          s.session_id,
          s.method,
          s.authenticated_at,
          s.not_after,
          now() as read_at,
          (
            select max(r.revoked_at)
            from revocations r
            where r.user_id = $2 and r.session_id is null
          ) as revoked_at
        from account a
        cross join session s
        join memberships m on m.tenant_id = a.tenant_id and m.user_id = a.id
        for share of m
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  session.id().value(),
                  user.value(),
                  session.method(),
                  utc(session.authenticatedAt()),
                  utc(session.notAfter()),
                  Buffer.buffer(refreshHash),
                  address,
                  userAgent
                }))
        .map(found -> first(found).map(Live::of));
  }

  /** The session that a refresh token was ever one of; empty where it is nobody's. */
  Uni<Optional<SessionId>> sessionOf(byte[] shown) {
    String sql =
        """
        select session_id as id
        from refresh_tokens
        where token_hash = $1
        """;
    return rows.asService()
        .query(sql, Tuple.of(Buffer.buffer(shown)))
        .map(found -> ids(found).stream().findFirst());
  }

  /**
   * Replaces the current refresh token by its successor, in one statement: of any number of
   * attempts at once, one succeeds. Empty where it is not the current token of a session that goes
   * on.
   *
   * @param idleSince a session not refreshed since then is over
   */
  Uni<Optional<Live>> rotate(
      Transaction transaction, byte[] shown, byte[] successor, Instant now, Instant idleSince) {
    String sql =
        """
        with rotated as (
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
          returning
            s.id,
            s.user_id,
            s.generation,
            s.method,
            s.authenticated_at,
            s.not_after
        ),
        token as (
          insert into refresh_tokens (
            token_hash,
            session_id,
            generation,
            created_at
          )
          select $2, r.id, r.generation, $3
          from rotated r
        )
        select
          u.id,
          u.tenant_id,
          m.role,
          u.email,
          u.email_confirmed_at,
          u.phone,
          u.banned_until,
          u.last_sign_in_at,
          u.user_metadata,
          u.identity_id,
          u.sign_up_data,
          u.created_at,
          u.updated_at,
          s.id as session_id,
          s.method,
          s.authenticated_at,
          s.not_after,
          now() as read_at,
          (
            select max(r.revoked_at)
            from revocations r
            where r.user_id = s.user_id and r.session_id is null
          ) as revoked_at
        from rotated s
        join users u on u.id = s.user_id
        join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
        for share of m
        """;
    return transaction
        .query(
            sql, Tuple.of(Buffer.buffer(shown), Buffer.buffer(successor), utc(now), utc(idleSince)))
        .map(found -> first(found).map(Live::of));
  }

  /**
   * What is known of a refresh token that {@link #rotate} did not take; empty where nothing is.
   * Takes the lock that ending the session needs: were it shared, two thieves at once would wait
   * for each other until PostgreSQL ends one of them.
   */
  Uni<Optional<Presented>> find(
      Transaction transaction, byte[] shown, Instant now, Instant idleSince) {
    String sql =
        """
        select
          u.id,
          u.tenant_id,
          m.role,
          u.email,
          u.email_confirmed_at,
          u.phone,
          u.banned_until,
          u.last_sign_in_at,
          u.user_metadata,
          u.identity_id,
          u.sign_up_data,
          u.created_at,
          u.updated_at,
          s.id as session_id,
          s.method,
          s.authenticated_at,
          s.not_after,
          s.end_reason,
          s.generation - t.generation as age,
          (
            s.ended_at is not null
            or s.not_after <= $2
            or s.refreshed_at <= $3
            or u.banned_until > $2
          ) is true as over,
          now() as read_at,
          (
            select max(r.revoked_at)
            from revocations r
            where r.user_id = s.user_id and r.session_id is null
          ) as revoked_at
        from refresh_tokens t
        join sessions s on s.id = t.session_id
        join users u on u.id = s.user_id
        join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
        where t.token_hash = $1
        for no key update of s
        for share of m
        """;
    return transaction
        .query(sql, Tuple.of(Buffer.buffer(shown), utc(now), utc(idleSince)))
        .map(found ->
            first(found)
                .map(row ->
                    new Presented(
                        Live.of(row),
                        row.getInteger("age"),
                        row.getBoolean("over"),
                        row.getString("end_reason"))));
  }

  /**
   * A person's sessions that go on, newest first.
   *
   * @param before sessions older than this one; empty for the newest
   * @param idleSince a session not refreshed since then is over
   */
  Uni<List<OwnSession>> page(
      Caller.Person caller, Optional<UUID> before, int limit, Instant now, Instant idleSince) {
    String sql =
        """
        select
          id,
          created_at,
          refreshed_at,
          user_agent,
          address
        from sessions
        where user_id = $1
          and ($2::uuid is null or id < $2)
          and ended_at is null
          and not_after > $3
          and refreshed_at > $4
        order by id desc
        limit $5
        """;
    return rows.as(caller)
        .query(
            sql,
            Tuple.of(caller.userId().value(), before.orElse(null), utc(now), utc(idleSince), limit))
        .map(found -> {
          List<OwnSession> sessions = new ArrayList<>();
          found.forEach(row -> sessions.add(OwnSession.of(row, caller.sessionId())));
          return sessions;
        });
  }

  /** Whether a person has that session and nobody ended it. */
  Uni<Boolean> goesOn(UserId user, SessionId session, Instant now) {
    String sql =
        """
        select id
        from sessions
        where user_id = $1
          and id = $2
          and ended_at is null
          and not_after > $3
        """;
    return rows.asService()
        .query(sql, Tuple.of(user.value(), session.value(), utc(now)))
        .map(found -> found.size() > 0);
  }

  /**
   * Waits for every other transaction that opens a session of the person, or ends several, and
   * makes those to come wait. Whoever ends or holds more than one row takes this lock first, so
   * that no two wait for each other.
   */
  public Uni<Void> lockAllOf(Transaction transaction, UserId user) {
    String sql =
        """
        select id
        from users
        where id = $1
        for no key update
        """;
    return transaction.query(sql, Tuple.of(user.value())).replaceWithVoid();
  }

  /**
   * Whether a person's session is still valid, by PostgreSQL's clock; if it is, nobody ends it
   * before the transaction does. Ask under {@link #lockAllOf}.
   */
  public Uni<Boolean> hold(Transaction transaction, UserId user, SessionId session) {
    String sql =
        """
        select id
        from sessions
        where user_id = $1
          and id = $2
          and ended_at is null
          and not_after > clock_timestamp()
        for share
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), session.value()))
        .map(found -> found.size() > 0);
  }

  /** Ends one session of a person; answers its id unless it was over. */
  public Uni<List<SessionId>> end(
      Transaction transaction, UserId user, SessionId session, EndReason reason, Instant now) {
    String sql =
        """
        update sessions
        set
          ended_at = $3,
          end_reason = $4
        where user_id = $1
          and id = $2
          and ended_at is null
        returning id
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), session.value(), utc(now), reason.wireName()))
        .map(SessionStore::ids);
  }

  /**
   * Ends every session of a person but one; answers the ids of those that went on until now. Call
   * it under {@link #lockAllOf}.
   */
  public Uni<List<SessionId>> endOthers(
      Transaction transaction, UserId user, SessionId kept, EndReason reason, Instant now) {
    String sql =
        """
        update sessions
        set
          ended_at = $3,
          end_reason = $4
        where user_id = $1
          and id <> $2
          and ended_at is null
          and not_after > $3
        returning id
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), kept.value(), utc(now), reason.wireName()))
        .map(SessionStore::ids);
  }

  /**
   * Ends every session of a person; answers the ids of those that went on until now. Call it under
   * {@link #lockAllOf}.
   */
  Uni<List<SessionId>> endAll(Transaction transaction, UserId user, EndReason reason, Instant now) {
    String sql =
        """
        update sessions
        set
          ended_at = $2,
          end_reason = $3
        where user_id = $1
          and ended_at is null
          and not_after > $2
        returning id
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), utc(now), reason.wireName()))
        .map(SessionStore::ids);
  }

  /** Forgets sessions that were over before that time, with their refresh tokens. */
  Uni<Void> deleteOver(Transaction transaction, Instant before) {
    String sql =
        """
        delete from sessions
        where not_after < $1
        """;
    return transaction.query(sql, Tuple.of(utc(before))).replaceWithVoid();
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  private static List<SessionId> ids(RowSet<Row> rows) {
    List<SessionId> ids = new ArrayList<>();
    for (Row row : rows) {
      UUID id = row.getUUID("id");
      ids.add(new SessionId(id));
    }
    return ids;
  }
}
