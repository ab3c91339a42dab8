package com.leadignite.webhook.inbox;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores webhooks, each with the key that deduplicates it, any number in one transaction. */
@Singleton
final class WebhookStore {

  private static final String CLAIM =
      """
      insert into delivery_key (
        tenant_id,
        source_id,
        kind,
        key,
        inbox_id
      )
      select
        tenant_id,
        source_id,
        kind,
        key,
        inbox_id
      from unnest(
        $1::uuid[],
        $2::uuid[],
        $3::text[],
        $4::bytea[],
        $5::uuid[]
      ) as incoming (
        tenant_id,
        source_id,
        kind,
        key,
        inbox_id
      )
      on conflict do nothing
      returning inbox_id
      """;

  private static final String STORE =
      """
      insert into inbox (
        tenant_id,
        id,
        source_id,
        received_at,
        delivery_id,
        content_type,
        headers,
        body
      )
      select
        tenant_id,
        id,
        source_id,
        received_at,
        delivery_id,
        content_type,
        headers::jsonb,
        body
      from unnest(
        $1::uuid[],
        $2::uuid[],
        $3::uuid[],
        $4::timestamptz[],
        $5::text[],
        $6::text[],
        $7::text[],
        $8::bytea[]
      ) as incoming (
        tenant_id,
        id,
        source_id,
        received_at,
        delivery_id,
        content_type,
        headers,
        body
      )
      """;

  private static final String FREE =
      """
      delete from delivery_key
      where tenant_id = $1
        and source_id = $2
        and kind = $3
        and key = $4
      """;

  private static final String EARLIER =
      """
      select inbox_id
      from delivery_key
      where tenant_id = $1
        and source_id = $2
        and kind = $3
        and key = $4
      """;

  private final Rows rows;
  private final SourceQuota quota;
  private final WebhookColumns columns;

  @Inject
  WebhookStore(Rows rows, SourceQuota quota, WebhookColumns columns) {
    this.rows = rows;
    this.quota = quota;
    this.columns = columns;
  }

  /**
   * Stores each webhook unless it was stored before or is over its source's limit, and records the
   * events of those that it stores. Of any number of one delivery, in as many transactions, one is
   * stored; the others wait for it and are duplicates. A permit is taken only for those that are
   * new: a duplicate was counted when it was stored, and a replay must not use up the sender's
   * quota.
   *
   * @param arrivals at least one
   * @return what became of each, in their order, once that is committed
   */
  Uni<List<Outcome>> store(List<Arrival> arrivals) {
    Identity identity =
        Identity.ofService(
            arrivals.stream().map(arrival -> arrival.webhook().source().tenantId()).toList());
    return rows.as(identity)
        .transaction(transaction ->
            claim(transaction, arrivals)
                .chain(claimed ->
                    quota
                        .overLimit(of(arrivals, claimed, true))
                        .chain(over -> finish(transaction, arrivals, claimed, over))));
  }

  /** The ids of the webhooks whose keys are new. */
  private static Uni<Set<UUID>> claim(Transaction transaction, List<Arrival> arrivals) {
    return transaction
        .query(CLAIM, WebhookColumns.claims(arrivals))
        .map(answer -> {
          Set<UUID> claimed = new HashSet<>();
          answer.forEach(row -> claimed.add(row.getUUID("inbox_id")));
          return claimed;
        });
  }

  private static List<Arrival> of(List<Arrival> arrivals, Set<UUID> claimed, boolean isClaimed) {
    return arrivals.stream()
        .filter(arrival -> claimed.contains(arrival.webhook().id()) == isClaimed)
        .toList();
  }

  private Uni<List<Outcome>> finish(
      Transaction transaction,
      List<Arrival> arrivals,
      Set<UUID> claimed,
      Map<Arrival, RuntimeException> over) {
    List<Arrival> stored =
        of(arrivals, claimed, true).stream().filter(arrival -> !over.containsKey(arrival)).toList();
    List<Arrival> repeated = of(arrivals, claimed, false);
    stored.forEach(arrival -> transaction.record(arrival.event()));
    List<Uni<?>> sent = new ArrayList<>();
    if (!stored.isEmpty()) {
      sent.add(transaction.query(STORE, columns.rows(stored)));
    }
    if (!over.isEmpty()) {
      // Before the earlier ones are looked up: what is over the limit is no earlier one.
      sent.add(transaction.batch(FREE, WebhookColumns.keys(List.copyOf(over.keySet()))));
    }
    Map<Arrival, UUID> earlier = new HashMap<>();
    if (!repeated.isEmpty()) {
      sent.add(
          transaction
              .batch(EARLIER, WebhookColumns.keys(repeated))
              .invoke(answer -> read(answer, repeated, earlier)));
    }
    return Uni.combine()
        .all()
        .unis(sent)
        .with(ignored ->
            arrivals.stream()
                .map(arrival -> outcome(arrival, claimed, over.get(arrival), earlier.get(arrival)))
                .toList());
  }

  private static void read(RowSet<Row> first, List<Arrival> repeated, Map<Arrival, UUID> earlier) {
    @Nullable RowSet<Row> answer = first;
    for (Arrival arrival : repeated) {
      if (answer != null) {
        answer.forEach(row -> earlier.put(arrival, row.getUUID("inbox_id")));
        answer = answer.next();
      }
    }
  }

  private static Outcome outcome(
      Arrival arrival, Set<UUID> claimed, @Nullable RuntimeException over, @Nullable UUID earlier) {
    if (over != null) {
      return new Outcome.Refused(over);
    }
    UUID id = arrival.webhook().id();
    if (claimed.contains(id)) {
      return new Outcome.Stored(new Received(id, false));
    }
    return earlier == null
        ? new Outcome.Refused(notStored())
        : new Outcome.Stored(new Received(earlier, true));
  }

  /** The one that it came with, and repeats, is over the limit. */
  private static Problem notStored() {
    return new Problem(CommonProblem.UNAVAILABLE, "The webhook is not stored. Send it again.")
        .header("Retry-After", "1");
  }
}
