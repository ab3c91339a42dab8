package com.leadignite.leads.idempotency;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.leads.LeadsProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;

/** The table {@code idempotency_key}: answers to creating calls, kept for a day. */
@Singleton
public final class IdempotencyStore {

  /** A lock for the first request under a key, until its transaction ends; nobody waits for it. */
  private static final String CLAIM =
      """
      select
        pg_try_advisory_xact_lock(
          hashtextextended('idempotency-key ' || $1::text || ' ' || $2::text || ' ' || $3::text, 0)
        ) as claimed
      """;

  private static final String FIND =
      """
      select
        payload_sha256,
        lead_id,
        lead_version,
        answer
      from idempotency_key
      where tenant_id = $1
        and user_id = $2
        and key = $3
        and created_at >= now() - interval '24 hours'
      """;

  /** Only an answer that is older than a day can be in the way, and gives way. */
  private static final String KEEP =
      """
      insert into idempotency_key (
        tenant_id,
        user_id,
        key,
        payload_sha256,
        lead_id,
        lead_version,
        answer,
        created_at
      )
      values ($1, $2, $3, $4, $5, $6, $7, now())
      on conflict (tenant_id, user_id, key) do update
      set
        payload_sha256 = excluded.payload_sha256,
        lead_id = excluded.lead_id,
        lead_version = excluded.lead_version,
        answer = excluded.answer,
        created_at = excluded.created_at
      """;

  /** The only statement across organizations: it runs for none, and sees nothing younger. */
  private static final String PURGE =
      """
      delete from idempotency_key
      where created_at < now() - interval '24 hours'
      """;

  private final Rows rows;

  IdempotencyStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * Does the work unless it was done under the key before; then gives the answer it gave. The
   * answer is kept in the work's own transaction.
   *
   * @throws Problem {@code idempotency-key-in-flight} while another transaction holds the key,
   *     {@code idempotency-key-reused} if the key was used with another body
   */
  public Uni<Outcome> once(
      Transaction transaction,
      Caller.Person caller,
      IdempotentRequest request,
      Supplier<Uni<Answer>> work) {
    // Two statements, because one would look with the snapshot of before it had the lock; sent
    // together, because neither needs the other's answer.
    return Uni.combine()
        .all()
        .unis(
            transaction.query(CLAIM, claim(caller, request)),
            transaction.query(FIND, key(caller, request)))
        .asTuple()
        .chain(asked -> {
          if (!asked.getItem1().iterator().next().getBoolean("claimed")) {
            throw new Problem(
                    LeadsProblem.IDEMPOTENCY_KEY_IN_FLIGHT, "Send the request again shortly.")
                .header("Retry-After", "1");
          }
          RowSet<Row> found = asked.getItem2();
          return found.size() == 0
              ? work.get().chain(answer -> keep(transaction, caller, request, answer))
              : Uni.createFrom().item(replay(found.iterator().next(), request));
        });
  }

  /** Forgets the answers that are older than a day; says how many. */
  Uni<Integer> purge() {
    return rows.asService().query(PURGE, Tuple.tuple()).map(RowSet::rowCount);
  }

  private Uni<Outcome> keep(
      Transaction transaction, Caller.Person caller, IdempotentRequest request, Answer answer) {
    Tuple tuple =
        key(caller, request)
            .addValue(request.payloadSha256())
            .addValue(answer.id())
            .addValue(answer.version())
            .addValue(answer.json());
    return transaction.query(KEEP, tuple).map(kept -> new Outcome(answer, false));
  }

  private static Outcome replay(Row row, IdempotentRequest request) {
    if (!row.getString("payload_sha256").equals(request.payloadSha256())) {
      throw new Problem(
          LeadsProblem.IDEMPOTENCY_KEY_REUSED, "Take a new key for each request that is new.");
    }
    return new Outcome(
        new Answer(row.getUUID("lead_id"), row.getLong("lead_version"), row.getString("answer")),
        true);
  }

  private static Tuple key(Caller.Person caller, IdempotentRequest request) {
    return Tuple.of(caller.tenantId().value(), caller.userId().value(), request.key());
  }

  private static Tuple claim(Caller.Person caller, IdempotentRequest request) {
    return Tuple.of(caller.tenantId().toString(), caller.userId().toString(), request.key());
  }

  /** What was created, in which version, and the JSON that said so. */
  public record Answer(UUID id, long version, String json) {}

  /** An answer, and whether it was given before. */
  public record Outcome(Answer answer, boolean replayed) {}
}
