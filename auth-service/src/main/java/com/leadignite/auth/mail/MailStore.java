package com.leadignite.auth.mail;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.Address;
import com.leadignite.guard.relay.QueueGauges.Backlog;
import com.leadignite.guard.relay.QueueStore;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The mails that wait to be sent. Every statement runs as the service. */
@Singleton
final class MailStore {

  /** As guard's outbox takes its events: exact and bounded whatever PostgreSQL expects (B44). */
  static final String TAKE =
      """
      with due as materialized (
        select id
        from mails
        where parked_at is null
          and due_at <= now()
        order by due_at, id
        limit $1
        for update skip locked
      )
      update mails
      set
        due_at = now() + $2 * interval '1 millisecond',
        attempts = attempts + 1
      where id = any(array(select id from due))
      returning
        id,
        kind,
        address,
        language,
        content,
        wanted,
        created_at,
        expires_at > now() as useful,
        attempts
      """;

  private final Rows.Scope rows;

  MailStore(Rows rows) {
    this.rows = rows.asService();
  }

  /**
   * A mail that was taken. Does not print its address.
   *
   * @param useful whether it has not expired
   * @param attempts how often it was taken, this time included
   */
  record Waiting(
      UUID id,
      String kind,
      Address to,
      String language,
      Buffer content,
      boolean wanted,
      Instant createdAt,
      boolean useful,
      int attempts) {

    @Override
    public String toString() {
      return "Waiting[id=" + id + "]";
    }
  }

  /** Writes a mail. */
  Uni<Void> insert(Transaction transaction, UUID id, Mail mail, String language, byte[] content) {
    String sql =
        """
        insert into mails (
          id,
          kind,
          address,
          language,
          content,
          wanted,
          expires_at
        ) values ($1, $2, $3, $4, $5, $6, $7)
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  id,
                  mail.kind().wireName(),
                  mail.to().value(),
                  language,
                  Buffer.buffer(content),
                  mail.wanted(),
                  utc(mail.expiresAt())
                }))
        .replaceWithVoid();
  }

  /**
   * Takes the mails that waited longest and that no other replica has taken; they are this one's
   * until the lease ends.
   *
   * @param limit how many at most; never more are taken
   */
  Uni<List<Waiting>> take(int limit, Duration lease) {
    return QueueStore.query(rows, TAKE, Tuple.of(limit, (double) lease.toMillis()))
        .map(found -> {
          List<Waiting> mails = new ArrayList<>(found.size());
          found.forEach(row -> mails.add(waiting(row)));
          return mails;
        });
  }

  /** Removes all mails to an address, dead letters too. */
  Uni<Void> withdraw(Transaction transaction, Address to) {
    String sql =
        """
        delete from mails
        where address = $1
        """;
    return transaction.query(sql, Tuple.of(to.value())).replaceWithVoid();
  }

  /** Removes a mail that was sent, or need not be. */
  Uni<Void> remove(UUID id) {
    String sql =
        """
        delete from mails
        where id = $1
        """;
    return rows.query(sql, Tuple.of(id)).replaceWithVoid();
  }

  /** Lets a mail be taken again after a pause. */
  Uni<Void> retry(UUID id, Duration pause) {
    String sql =
        """
        update mails
        set due_at = now() + $2 * interval '1 millisecond'
        where id = $1
        """;
    return rows.query(sql, Tuple.of(id, (double) pause.toMillis())).replaceWithVoid();
  }

  /** Makes a mail a dead letter. */
  Uni<Void> park(UUID id, String refusal) {
    String sql =
        """
        update mails
        set
          parked_at = now(),
          refusal = $2
        where id = $1
        """;
    return rows.query(sql, Tuple.of(id, refusal)).replaceWithVoid();
  }

  /** Deletes old dead letters. */
  Uni<Void> deleteParked(Instant before) {
    String sql =
        """
        delete from mails
        where parked_at < $1
        """;
    return rows.query(sql, Tuple.of(utc(before))).replaceWithVoid();
  }

  /** Counts the outbox. */
  Uni<Backlog> backlog() {
    String sql =
        """
        select
          count(*) filter (where parked_at is null) as waiting,
          count(*) filter (where parked_at is not null) as parked,
          min(created_at) filter (where parked_at is null) as oldest
        from mails
        """;
    return rows.query(sql, Tuple.tuple()).map(found -> Backlog.of(found.iterator().next()));
  }

  private static Waiting waiting(Row row) {
    return new Waiting(
        row.getUUID("id"),
        row.getString("kind"),
        Address.of(row.getString("address")),
        row.getString("language"),
        row.getBuffer("content"),
        row.getBoolean("wanted"),
        instant(row, "created_at"),
        row.getBoolean("useful"),
        row.getInteger("attempts"));
  }
}
