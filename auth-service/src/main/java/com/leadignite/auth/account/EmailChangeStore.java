package com.leadignite.auth.account;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes of address that wait for mailboxes. Transactions lock one-time secrets first, then these
 * rows, then sessions and accounts.
 */
@Singleton
public final class EmailChangeStore {

  EmailChangeStore() {}

  /**
   * A change to begin.
   *
   * @param tenantId the organization in which it was asked for
   * @param sessionId the session that asked; null if an administrator did
   * @param currentAgrees whether the present address has to agree
   */
  public record NewChange(
      UserId user,
      TenantId tenantId,
      @Nullable SessionId sessionId,
      EmailAddress to,
      boolean currentAgrees,
      Instant sentAt,
      Instant expiresAt) {}

  /**
   * A change after a mailbox agreed to it.
   *
   * @param complete whether nobody else has to agree
   * @param from the present address; null if there is none
   * @param anonymous whether the account is nobody's yet
   * @param said what its person says of themselves
   */
  public record Agreed(
      boolean complete,
      TenantId tenantId,
      @Nullable SessionId sessionId,
      @Nullable EmailAddress from,
      boolean anonymous,
      Map<String, Object> said) {}

  /**
   * A change that waits.
   *
   * @param current whether the present address has yet to agree
   */
  public record Waiting(UserId user, EmailAddress to, boolean current) {}

  /** Begins a change, in place of an earlier one. */
  public Uni<Void> begin(Transaction tx, NewChange change) {
    String sql =
        """
        insert into email_changes as c (
          user_id,
          tenant_id,
          session_id,
          new_email,
          current_confirmed,
          sent_at,
          expires_at
        ) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (user_id) do update
        set
          tenant_id = excluded.tenant_id,
          session_id = excluded.session_id,
          new_email = excluded.new_email,
          current_confirmed = excluded.current_confirmed,
          new_confirmed = false,
          sent_at = excluded.sent_at,
          expires_at = excluded.expires_at
        """;
    SessionId session = change.sessionId();
    return tx.query(
            sql,
            Tuple.from(
                new Object[] {
                  change.user().value(),
                  change.tenantId().value(),
                  session == null ? null : session.value(),
                  change.to().value(),
                  !change.currentAgrees(),
                  utc(change.sentAt()),
                  utc(change.expiresAt())
                }))
        .replaceWithVoid();
  }

  /**
   * Notes that a mailbox agrees; empty if there is no such change, or none any more.
   *
   * @param to where its mail said that the account moves
   * @param current whether it is the present address that agrees
   */
  public Uni<Optional<Agreed>> agree(
      Transaction tx, UserId user, EmailAddress to, boolean current, Instant now) {
    String sql =
        """
        update email_changes c
        set
          current_confirmed = c.current_confirmed or $3,
          new_confirmed = c.new_confirmed or not $3
        from users u
        where c.user_id = $1
          and u.id = c.user_id
          and c.new_email = $2
          and c.expires_at > $4
        returning
          c.current_confirmed and c.new_confirmed as complete,
          c.tenant_id,
          c.session_id,
          u.email,
          u.is_anonymous,
          u.user_metadata
        """;
    return tx.query(sql, Tuple.of(user.value(), to.value(), current, utc(now)))
        .map(EmailChangeStore::agreed);
  }

  private static Optional<Agreed> agreed(RowSet<Row> found) {
    if (found.size() == 0) {
      return Optional.empty();
    }
    Row row = found.iterator().next();
    UUID session = row.getUUID("session_id");
    String email = row.getString("email");
    return Optional.of(
        new Agreed(
            row.getBoolean("complete"),
            new TenantId(row.getUUID("tenant_id")),
            session == null ? null : new SessionId(session),
            email == null ? null : new EmailAddress(email),
            row.getBoolean("is_anonymous"),
            row.get(JsonObject.class, "user_metadata").getMap()));
  }

  /**
   * The change that waits for the account that has an address, or for one without any that moves to
   * it; empty if there is none.
   */
  public Uni<Optional<Waiting>> waiting(Transaction tx, EmailAddress email, Instant now) {
    String sql =
        """
        select
          c.user_id,
          c.new_email,
          not c.current_confirmed as current
        from email_changes c
        join users u on u.id = c.user_id
        where (u.email = $1 or (c.new_email = $1 and u.email is null))
          and c.expires_at > $2
        order by u.email nulls last, c.sent_at desc
        limit 1
        """;
    return tx.query(sql, Tuple.of(email.value(), utc(now)))
        .map(found -> {
          if (found.size() == 0) {
            return Optional.empty();
          }
          Row row = found.iterator().next();
          return Optional.of(
              new Waiting(
                  new UserId(row.getUUID("user_id")),
                  new EmailAddress(row.getString("new_email")),
                  row.getBoolean("current")));
        });
  }

  /** Notes that the mails of a change were sent again, which prolongs it. */
  public Uni<Void> sentAgain(Transaction tx, UserId user, Instant sentAt, Instant expiresAt) {
    String sql =
        """
        update email_changes
        set
          sent_at = $2,
          expires_at = $3
        where user_id = $1
        """;
    return tx.query(sql, Tuple.of(user.value(), utc(sentAt), utc(expiresAt))).replaceWithVoid();
  }

  /** Deletes changes that expired before that time. */
  public Uni<Void> deleteExpired(Transaction tx, Instant before) {
    String sql =
        """
        delete from email_changes
        where expires_at < $1
        """;
    return tx.query(sql, Tuple.of(utc(before))).replaceWithVoid();
  }

  /** Deletes the change of an account: it is done, or called off. */
  public Uni<Void> delete(Transaction tx, UserId user) {
    String sql =
        """
        delete from email_changes
        where user_id = $1
        """;
    return tx.query(sql, Tuple.of(user.value())).replaceWithVoid();
  }
}
