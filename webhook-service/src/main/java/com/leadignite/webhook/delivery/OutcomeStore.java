package com.leadignite.webhook.delivery;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.webhook.endpoint.EndpointEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Records how attempts ended, and what follows for the endpoint, in one transaction each. */
@Singleton
final class OutcomeStore {

  private static final String ATTEMPT =
      """
      insert into attempt (
        tenant_id,
        id,
        delivery_id,
        endpoint_id,
        at,
        millis,
        outcome,
        status,
        response
      )
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  /** Nothing if another replica took it meanwhile, or an admin cancelled it. */
  private static final String END =
      """
      update delivery
      set
        state = $4,
        next_at = now() + $5 * interval '1 millisecond',
        leased_until = null,
        ended_at = case when $4 = 'pending' then null else now() end
      where tenant_id = $1
        and id = $2
        and attempts = $3
        and state = 'pending'
      """;

  private static final String RECOVER =
      """
      update endpoint_health
      set
        failures = 0,
        failing_since = null,
        probe_at = null
      where tenant_id = $1
        and endpoint_id = $2
        and failures > 0
      """;

  private static final String FAIL =
      """
      update endpoint_health
      set
        failures = failures + 1,
        failing_since = coalesce(failing_since, now()),
        probe_at = case
          when failures + 1 >= $3 then
            now()
            + least($5, $4 * power(2, least(failures + 1 - $3, 20)))
            * (0.8 + random() * 0.2)
            * interval '1 millisecond'
        end
      where tenant_id = $1
        and endpoint_id = $2
      returning
        failures,
        failing_since <= now() - $6 * interval '1 millisecond' as for_days
      """;

  private static final String DISABLE =
      """
      update endpoint
      set
        state = 'disabled',
        state_reason = $3,
        state_since = now(),
        version = version + 1,
        updated_at = now()
      where tenant_id = $1
        and id = $2
        and state <> 'disabled'
      """;

  private final Rows.Scope rows;
  private final DeliveryConfig config;
  private final EndpointEvents events;
  private final Ids ids;

  @Inject
  OutcomeStore(Rows rows, DeliveryConfig config, EndpointEvents events, Ids ids) {
    this.rows = rows.asService();
    this.config = config;
    this.events = events;
    this.ids = ids;
  }

  /**
   * Records an attempt.
   *
   * @param pause until the next attempt, if this one failed; empty if there is none
   */
  Uni<Void> record(Task task, Attempt attempt, Optional<Duration> pause) {
    return rows.transaction(tx ->
        tx.query(ATTEMPT, parameters(task, attempt))
            .chain(() -> tx.query(END, end(task, attempt, pause)))
            .chain(ended -> after(tx, task, attempt, ended.rowCount()))
            .replaceWithVoid());
  }

  private Tuple parameters(Task task, Attempt attempt) {
    return Tuple.tuple()
        .addValue(task.tenantId())
        .addValue(ids.next())
        .addValue(task.id())
        .addValue(task.endpointId())
        .addValue(SqlTime.utc(attempt.at()))
        .addValue(attempt.millis())
        .addValue(attempt.outcome().wireName())
        .addValue(attempt.status())
        .addValue(attempt.response());
  }

  private static Tuple end(Task task, Attempt attempt, Optional<Duration> pause) {
    String state =
        switch (attempt.outcome()) {
          case DELIVERED -> "delivered";
          case GONE -> "dead";
          default -> pause.isPresent() ? "pending" : "dead";
        };
    return Tuple.of(
        task.tenantId(),
        task.id(),
        task.attempts(),
        state,
        (double) pause.orElse(Duration.ZERO).toMillis());
  }

  private Uni<?> after(Transaction tx, Task task, Attempt attempt, int ended) {
    if (ended == 0) {
      // Whoever has the delivery now speaks for the endpoint.
      return Uni.createFrom().voidItem();
    }
    return switch (attempt.outcome()) {
      case DELIVERED -> tx.query(RECOVER, Tuple.of(task.tenantId(), task.endpointId()));
      case GONE -> disable(tx, task, "gone");
      default -> fail(tx, task).chain(health -> judge(tx, task, health));
    };
  }

  private Uni<RowSet<Row>> fail(Transaction tx, Task task) {
    return tx.query(
        FAIL,
        Tuple.of(
            task.tenantId(),
            task.endpointId(),
            config.failures(),
            (double) config.firstProbe().toMillis(),
            (double) config.longestProbe().toMillis(),
            (double) config.disableAfter().toMillis()));
  }

  private Uni<?> judge(Transaction tx, Task task, RowSet<Row> found) {
    if (found.size() == 0) {
      // The endpoint was deleted meanwhile.
      return Uni.createFrom().voidItem();
    }
    Row health = found.iterator().next();
    if (health.getBoolean("for_days")) {
      return disable(tx, task, "failing");
    }
    if (health.getInteger("failures") == config.failures()) {
      tx.record(notice("failing", task).meta("failures", config.failures()).build());
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<?> disable(Transaction tx, Task task, String reason) {
    return tx.query(DISABLE, Tuple.of(task.tenantId(), task.endpointId(), reason))
        .invoke(disabled -> {
          if (disabled.rowCount() == 1) {
            tx.record(notice("disabled", task).meta("reason", reason).build());
          }
        });
  }

  private AuditEvents.Builder notice(String what, Task task) {
    return events
        .of(what, task.endpointId(), URI.create(task.url()).getHost())
        .tenant(task.tenantId())
        .outcome(AuditEvent.Outcome.FAILED);
  }
}
