package com.leadignite.auth.session;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.assurance.Authentication;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** What was shown in a session, as it changes. */
@Singleton
final class StepUpStore {

  StepUpStore() {}

  /** What was shown in a session that is valid, for a person who may sign in; locks it. */
  Uni<Optional<Authentication>> hold(Transaction transaction, UserId user, SessionId session) {
    String sql =
        """
        select
        """
            + Authentication.COLUMNS
            + """
            from sessions s
            where s.user_id = $1
              and s.id = $2
              and s.ended_at is null
              and s.not_after > clock_timestamp()
              and exists (
                select
                from users u
                where u.id = $1
                  and (u.banned_until is null or u.banned_until <= clock_timestamp())
              )
            for no key update
            """;
    return transaction
        .query(sql, Tuple.of(user.value(), session.value()))
        .map(found -> SessionRows.first(found).map(Authentication::of));
  }

  /** The hash of the current refresh token of a session that is locked. */
  Uni<byte[]> currentToken(Transaction transaction, SessionId session) {
    String sql =
        """
        select t.token_hash
        from sessions s
        join refresh_tokens t on t.session_id = s.id and t.generation = s.generation
        where s.id = $1
        """;
    return transaction
        .query(sql, Tuple.of(session.value()))
        .map(found -> found.iterator().next().getBuffer("token_hash").getBytes());
  }

  /** Stores what was shown, with the next refresh token. */
  Uni<ActiveSession> raise(
      Transaction transaction,
      SessionId session,
      Authentication shown,
      byte[] refreshToken,
      Instant now) {
    String sql =
        """
        with raised as (
          update sessions s
          set
            amr = $2,
            aal = $3,
            generation = s.generation + 1,
            refreshed_at = $4
          where s.id = $1
          returning s.*
        ),
        token as (
          insert into refresh_tokens (
            token_hash,
            session_id,
            generation,
            created_at
          )
          select $5, r.id, r.generation, $4
          from raised r
        )
        select
        """
            + SessionRows.COLUMNS
            + """
            from raised s
            join users u on u.id = s.user_id
            join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
            for share of m
            """;
    return transaction
        .query(
            sql,
            Tuple.of(
                session.value(),
                shown.toJson(),
                shown.level().wireName(),
                utc(now),
                Buffer.buffer(refreshToken)))
        .map(found -> SessionRows.active(found.iterator().next()));
  }

  /** Stores what was shown; the refresh token stays. */
  Uni<Void> set(Transaction transaction, SessionId session, Authentication shown) {
    String sql =
        """
        update sessions
        set
          amr = $2,
          aal = $3
        where id = $1
        """;
    return transaction
        .query(sql, Tuple.of(session.value(), shown.toJson(), shown.level().wireName()))
        .replaceWithVoid();
  }
}
