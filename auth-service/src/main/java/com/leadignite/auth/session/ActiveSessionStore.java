package com.leadignite.auth.session;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.device.DeviceNames;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Active sessions, and their end. A transaction that ends or holds several of a person's takes
 * {@link #lockAllOf} first, so that no two wait for each other.
 */
@Singleton
public final class ActiveSessionStore {

  private final Rows rows;

  ActiveSessionStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * A person's active sessions, newest first.
   *
   * @param before sessions older than this one; empty for the newest
   * @param idleSince a session not refreshed since then is over
   */
  Uni<List<ListedSession>> page(
      Caller.Person caller, Optional<UUID> before, int limit, Instant now, Instant idleSince) {
    String sql =
        """
        select
          id,
          created_at,
          refreshed_at,
          user_agent,
          address,
          aal
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
          DeviceNames devices = new DeviceNames();
          List<ListedSession> sessions = new ArrayList<>(found.size());
          found.forEach(row -> sessions.add(ListedSession.of(row, caller.sessionId(), devices)));
          return sessions;
        });
  }

  /** Whether a person has that session, and it has not ended. */
  Uni<Boolean> isActive(UserId user, SessionId session, Instant now) {
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
   * Waits for every other transaction that opens a session of the person, ends several, changes
   * their account or the organization they act in, and makes those to come wait.
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
   * Takes {@link #lockAllOf}, and holds the caller's session until the transaction ends: it may
   * have ended since the request began, or their account been deleted. Fails with
   * session-not-found.
   */
  public Uni<Void> hold(Transaction transaction, Caller.Person caller) {
    return holdOf(transaction, caller.userId(), caller.sessionId());
  }

  /** The same for a session that something was begun in. */
  public Uni<Void> holdOf(Transaction transaction, UserId user, SessionId session) {
    return lockAllOf(transaction, user)
        .chain(() -> hold(transaction, user, session))
        .invoke(held -> {
          if (!held) {
            throw AuthProblem.SESSION_NOT_FOUND.problem();
          }
        })
        .replaceWithVoid();
  }

  /**
   * Whether a person's session is still valid, by PostgreSQL's clock; if it is, it cannot end
   * before the transaction does. Call it under {@link #lockAllOf}.
   */
  Uni<Boolean> hold(Transaction transaction, UserId user, SessionId session) {
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
        .map(SessionRows::ids);
  }

  /**
   * Ends every session of a person but one; answers the ids of those that were active. Call it
   * under {@link #lockAllOf}.
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
        .map(SessionRows::ids);
  }

  /**
   * Ends every session of a person; answers the ids of those that were active. Call it under {@link
   * #lockAllOf}.
   */
  public Uni<List<SessionId>> endAll(
      Transaction transaction, UserId user, EndReason reason, Instant now) {
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
        .map(SessionRows::ids);
  }
}
