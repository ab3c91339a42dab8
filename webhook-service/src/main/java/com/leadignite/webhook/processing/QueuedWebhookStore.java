package com.leadignite.webhook.processing;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.relay.QueueGauges.Backlog;
import com.leadignite.guard.relay.QueueStore;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The processor's side of the table {@code processing}, which the storing statement fills. */
@Singleton
final class QueuedWebhookStore {

  /** As guard's outbox takes its events: exact and bounded whatever PostgreSQL expects (B44). */
  static final String TAKE =
      """
      with due as materialized (
        select inbox_id
        from processing
        where state = 'pending'
          and due_at <= now()
        order by due_at, inbox_id
        limit $1
        for update skip locked
      )
      update processing
      set
        due_at = now() + $2 * interval '1 millisecond',
        attempts = attempts + 1
      where inbox_id = any(array(select inbox_id from due))
        and state = 'pending'
      returning
        tenant_id,
        inbox_id,
        attempts,
        queued_at
      """;

  private static final String READ =
      """
      select
        i.body,
        s.kind,
        s.name,
        s.created_by,
        p.format,
        p.owner_id,
        p.assignee_id,
        p.team_id
      from inbox i
      join source s
        on s.tenant_id = i.tenant_id
        and s.id = i.source_id
      left join source_processing p
        on p.tenant_id = i.tenant_id
        and p.source_id = i.source_id
      where i.tenant_id = $1
        and i.id = $2
      """;

  private static final String FINISH =
      """
      update processing
      set
        state = $3,
        last_error = $4,
        lead_id = coalesce($5, lead_id),
        call_id = coalesce($6, call_id),
        finished_at = now()
      where tenant_id = $1
        and inbox_id = $2
        and state = 'pending'
        and attempts = $7
      """;

  private static final String RETRY =
      """
      update processing
      set
        due_at = now() + $3 * interval '1 millisecond',
        last_error = $4
      where tenant_id = $1
        and inbox_id = $2
        and state = 'pending'
        and attempts = $5
      """;

  private final Rows rows;

  QueuedWebhookStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * A webhook that was taken.
   *
   * @param attempts how often it was taken, this time included
   */
  record Queued(UUID tenant, UUID id, int attempts, Instant queuedAt) {}

  /**
   * What there is to read, and by what.
   *
   * @param name the source's
   * @param author who made the source
   */
  record Stored(Buffer body, String kind, String name, UUID author, SourceProcessing settings) {

    /** How the body is read; empty if this version does not know the source's kind as a format. */
    Optional<Format> format() {
      Format named = settings.format();
      return named == null ? Format.of(kind) : Optional.of(named);
    }
  }

  /** How a webhook ended. */
  record End(State state, @Nullable String reason, @Nullable UUID leadId, @Nullable UUID callId) {}

  /**
   * Takes the webhooks that waited longest and that no other replica has taken; they are this one's
   * until the lease ends.
   *
   * @param limit how many at most; never more are taken
   */
  Uni<List<Queued>> take(int limit, Duration lease) {
    return QueueStore.query(rows.asService(), TAKE, Tuple.of(limit, (double) lease.toMillis()))
        .map(found -> {
          List<Queued> taken = new ArrayList<>(found.size());
          found.forEach(row -> taken.add(queued(row)));
          return taken;
        });
  }

  /** The webhook itself; empty if it is gone. */
  Uni<Optional<Stored>> read(Queued webhook) {
    return rows.as(identity(webhook))
        .query(READ, key(webhook))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(stored(found.iterator().next())));
  }

  /**
   * Ends it, with the event if there is one; nothing if another replica has ended or taken it
   * meanwhile, because the lease was over.
   */
  Uni<Void> finish(Queued webhook, End end, Optional<AuditEvent> event) {
    Tuple tuple = key(webhook).addString(end.state().wireName()).addString(bounded(end.reason()));
    tuple.addUUID(end.leadId()).addUUID(end.callId()).addInteger(webhook.attempts());
    return rows.as(identity(webhook))
        .transaction(transaction ->
            transaction
                .query(FINISH, tuple)
                .invoke(ended -> {
                  if (ended.rowCount() > 0) {
                    event.ifPresent(transaction::record);
                  }
                }))
        .replaceWithVoid();
  }

  /** Lets it be taken again after a pause, unless another replica has taken it meanwhile. */
  Uni<Void> retry(Queued webhook, Duration pause, String reason) {
    Tuple tuple = key(webhook).addDouble((double) pause.toMillis()).addString(bounded(reason));
    tuple.addInteger(webhook.attempts());
    return rows.as(identity(webhook)).query(RETRY, tuple).replaceWithVoid();
  }

  /** Counts the queue. */
  Uni<Backlog> backlog() {
    return rows.asService()
        .query(
            """
            select
              (select count(*) from processing where state = 'pending') as waiting,
              (select count(*) from processing where state = 'dead') as parked,
              (select min(queued_at) from processing where state = 'pending') as oldest
            """,
            Tuple.tuple())
        .map(found -> Backlog.of(found.iterator().next()));
  }

  private static Queued queued(Row row) {
    return new Queued(
        row.getUUID("tenant_id"),
        row.getUUID("inbox_id"),
        row.getInteger("attempts"),
        SqlTime.instant(row, "queued_at"));
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.getBuffer("body"),
        row.getString("kind"),
        row.getString("name"),
        row.getUUID("created_by"),
        new SourceProcessing(
            Optional.ofNullable(row.getString("format")).flatMap(Format::of).orElse(null),
            row.getUUID("owner_id"),
            row.getUUID("assignee_id"),
            row.getUUID("team_id")));
  }

  private static Identity identity(Queued webhook) {
    return new Identity(webhook.tenant().toString(), "", Role.SERVICE.wireName());
  }

  private static Tuple key(Queued webhook) {
    return Tuple.of(webhook.tenant(), webhook.id());
  }

  private static @Nullable String bounded(@Nullable String reason) {
    return Payload.line(reason, 500);
  }
}
