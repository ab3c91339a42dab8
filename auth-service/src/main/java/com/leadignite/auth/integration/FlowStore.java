package com.leadignite.auth.integration;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Admins who are at a provider. Every statement runs as the service. */
@Singleton
final class FlowStore {

  private final Rows.Scope rows;

  FlowStore(Rows rows) {
    this.rows = rows.asService();
  }

  /**
   * An admin's way to a provider and back.
   *
   * @param session the session that they began in
   * @param callback the last segment of the redirect URI; null if a replica of the previous version
   *     began it, whose redirect URI is that of all providers
   * @param returnTo where their browser goes in the end
   */
  record Flow(
      TenantId tenant,
      UUID id,
      UserId admin,
      SessionId session,
      String provider,
      @Nullable String callback,
      String name,
      String returnTo) {

    private static Flow of(Row row) {
      return new Flow(
          new TenantId(row.getUUID("tenant_id")),
          row.getUUID("id"),
          new UserId(row.getUUID("user_id")),
          new SessionId(row.getUUID("session_id")),
          row.getString("provider"),
          row.getString("callback"),
          row.getString("name"),
          row.getString("return_to"));
    }
  }

  Uni<Void> insert(Flow flow, Instant expiresAt) {
    String sql =
        """
        insert into integration_flows (
          tenant_id,
          id,
          user_id,
          session_id,
          provider,
          callback,
          name,
          return_to,
          expires_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;
    return rows.query(
            sql,
            Tuple.from(
                new Object[] {
                  flow.tenant().value(),
                  flow.id(),
                  flow.admin().value(),
                  flow.session().value(),
                  flow.provider(),
                  flow.callback(),
                  flow.name(),
                  flow.returnTo(),
                  utc(expiresAt)
                }))
        .replaceWithVoid();
  }

  /** Deletes a flow that has not expired, and answers it: to one of any number who ask. */
  Uni<Optional<Flow>> use(UUID id, Instant now) {
    String sql =
        """
        delete from integration_flows
        where id = $1
          and expires_at > $2
        returning
          tenant_id,
          id,
          user_id,
          session_id,
          provider,
          callback,
          name,
          return_to
        """;
    return rows.query(sql, Tuple.of(id, utc(now)))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(Flow.of(found.iterator().next())));
  }

  /**
   * Requires that who connects may do so at this moment: an admin of the organization, not banned,
   * nor suspended, in the session that they began in (B41). Holds their membership until the
   * transaction ends; fails with session-not-found.
   */
  Uni<Void> requireAdmin(
      Transaction transaction, TenantId tenant, UserId admin, SessionId session, Instant now) {
    String sql =
        """
        select m.role
        from memberships m
        join users u on u.id = m.user_id
        join sessions s on s.user_id = m.user_id and s.id = $3
        where m.tenant_id = $1
          and m.user_id = $2
          and m.role in ('admin', 'platform_admin')
          and m.suspended_at is null
          and (u.banned_until is null or u.banned_until <= $4)
          and s.ended_at is null
          and s.not_after > $4
        for share of m
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), admin.value(), session.value(), utc(now)))
        .invoke(found -> {
          if (found.size() == 0) {
            throw AuthProblem.SESSION_NOT_FOUND.problem();
          }
        })
        .replaceWithVoid();
  }

  /** Deletes flows that nobody finished. */
  Uni<Void> deleteExpired(Instant now) {
    String sql =
        """
        delete from integration_flows
        where expires_at <= $1
        """;
    return rows.query(sql, Tuple.of(utc(now))).replaceWithVoid();
  }
}
