package com.leadignite.webhook.processing;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What admins see of the table {@code processing}, and send to processing again. */
@Singleton
final class ProcessingStore {

  private static final String COLUMNS =
      """
      inbox_id,
      source_id,
      state,
      attempts,
      due_at,
      last_error,
      lead_id,
      call_id,
      finished_at
      """;

  /** Newest first; a state has an index of its own where it is rare. */
  private static final String LIST =
      "select\n"
          + COLUMNS
          + """
          from processing
          where tenant_id = $1
            and ($2::text is null or state = $2)
            and ($3::uuid is null or source_id = $3)
            and inbox_id < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
          order by inbox_id desc
          limit $5
          """;

  private static final String FIND =
      "select\n"
          + COLUMNS
          + """
          from processing
          where tenant_id = $1
            and inbox_id = $2
          """;

  /** Queues a webhook anew, also one that was not queued when it came. */
  private static final String AGAIN =
      """
      insert into processing (tenant_id, inbox_id, source_id)
      select
        tenant_id,
        id,
        source_id
      from inbox
      where tenant_id = $1
        and id = $2
      on conflict (tenant_id, inbox_id) do update
      set
        state = 'pending',
        attempts = 0,
        due_at = now(),
        last_error = null,
        finished_at = null
      returning
      """
          + COLUMNS;

  private final Rows rows;

  ProcessingStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * The newest webhooks that come after the position.
   *
   * @param after the last id of the page before; null for the first page
   */
  Uni<List<ProcessedWebhook>> list(
      Caller.Person admin,
      @Nullable State state,
      @Nullable UUID source,
      @Nullable UUID after,
      int limit) {
    return rows.as(admin)
        .query(
            LIST,
            Tuple.of(
                admin.tenantId().value(),
                state == null ? null : state.wireName(),
                source,
                after,
                limit))
        .map(found -> {
          List<ProcessedWebhook> webhooks = new ArrayList<>(found.size());
          found.forEach(row -> webhooks.add(webhook(row)));
          return webhooks;
        });
  }

  /** What became of one; empty if it was never queued. */
  Uni<Optional<ProcessedWebhook>> find(Caller.Person admin, UUID id) {
    return rows.as(admin)
        .query(FIND, Tuple.of(admin.tenantId().value(), id))
        .map(ProcessingStore::first);
  }

  /** Queues one anew; empty if there is none. */
  Uni<Optional<ProcessedWebhook>> again(Transaction transaction, Caller.Person admin, UUID id) {
    return transaction
        .query(AGAIN, Tuple.of(admin.tenantId().value(), id))
        .map(ProcessingStore::first);
  }

  private static Optional<ProcessedWebhook> first(RowSet<Row> found) {
    return found.size() == 0 ? Optional.empty() : Optional.of(webhook(found.iterator().next()));
  }

  private static ProcessedWebhook webhook(Row row) {
    return new ProcessedWebhook(
        row.getUUID("inbox_id"),
        row.getUUID("source_id"),
        State.of(row.getString("state")),
        row.getInteger("attempts"),
        SqlTime.instant(row, "due_at"),
        row.getString("last_error"),
        row.getUUID("lead_id"),
        row.getUUID("call_id"),
        SqlTime.instantOrNull(row, "finished_at"));
  }
}
