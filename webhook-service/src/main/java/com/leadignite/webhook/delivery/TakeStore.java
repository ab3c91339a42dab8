package com.leadignite.webhook.delivery;

import com.leadignite.guard.relay.QueueStore;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes deliveries that are due. Every statement runs as the service, over all organizations. */
@Singleton
final class TakeStore {

  private final Rows.Scope rows;
  private final DeliveryConfig config;

  @Inject
  TakeStore(Rows rows, DeliveryConfig config) {
    this.rows = rows.asService();
    this.config = config;
  }

  /** An endpoint of an organization. */
  record Destination(UUID tenantId, UUID endpointId) {}

  /** The endpoints for which a delivery is due, in an order that favours none. */
  Uni<List<Destination>> due() {
    return QueueStore.query(rows, TakeStatements.DUE, Tuple.tuple())
        .map(found -> {
          List<Destination> due = new ArrayList<>(found.size());
          found.forEach(row ->
              due.add(new Destination(row.getUUID("tenant_id"), row.getUUID("endpoint_id"))));
          return due;
        });
  }

  /**
   * Takes deliveries for an endpoint, as many as it bears: its attempts at a time, of all replicas
   * together; its rate; one if it fails.
   *
   * @param most how many at most
   */
  Uni<List<Task>> take(Destination to, int most) {
    Tuple key = Tuple.of(to.tenantId(), to.endpointId());
    return rows.transaction(tx ->
        tx.query("select set_config('enable_seqscan', 'off', true)", Tuple.tuple())
            .chain(() -> tx.query(TakeStatements.LOCK, key))
            .chain(locked ->
                locked.size() == 0
                    ? Uni.createFrom().item(List.<Task>of())
                    : tx.query(TakeStatements.BUSY, key)
                        .chain(busy ->
                            take(
                                tx,
                                to,
                                locked.iterator().next(),
                                busy.iterator().next().getInteger("busy"),
                                most))));
  }

  private Uni<List<Task>> take(Transaction tx, Destination to, Row endpoint, int busy, int most) {
    boolean failing = endpoint.getInteger("failures") >= config.failures();
    Integer permits = endpoint.getInteger("permits");
    int slots = (failing ? 1 : endpoint.getInteger("max_concurrency")) - busy;
    int limit = Math.min(Math.min(slots, most), permits == null ? most : permits);
    if (limit <= 0) {
      return Uni.createFrom().item(List.of());
    }
    return tx.query(
            TakeStatements.TAKE,
            Tuple.of(
                to.tenantId(),
                to.endpointId(),
                limit,
                endpoint.getBoolean("ordered"),
                (double) config.lease().toMillis()))
        .call(taken -> spend(tx, to, endpoint.getInteger("rate_limit"), taken.size()))
        .chain(taken -> withEvents(tx, to, endpoint.getString("url"), taken));
  }

  private static Uni<?> spend(Transaction tx, Destination to, Integer rate, int taken) {
    return rate == null || taken == 0
        ? Uni.createFrom().voidItem()
        : tx.query(
            TakeStatements.SPEND, Tuple.of(to.tenantId(), to.endpointId(), (double) taken / rate));
  }

  private static Uni<List<Task>> withEvents(
      Transaction tx, Destination to, String url, RowSet<Row> taken) {
    List<UUID> ids = new ArrayList<>(taken.size());
    taken.forEach(row -> ids.add(row.getUUID("event_id")));
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : tx.query(
                TakeStatements.EVENTS,
                Tuple.of(to.tenantId()).addArrayOfUUID(ids.toArray(UUID[]::new)))
            .map(events -> tasks(to, url, taken, events));
  }

  private static List<Task> tasks(
      Destination to, String url, RowSet<Row> taken, RowSet<Row> events) {
    List<Task> tasks = new ArrayList<>(taken.size());
    for (Row row : taken) {
      for (Row event : events) {
        if (event.getUUID("id").equals(row.getUUID("event_id"))) {
          tasks.add(
              new Task(
                  to.tenantId(),
                  row.getUUID("id"),
                  to.endpointId(),
                  row.getInteger("attempts"),
                  url,
                  SqlTime.instant(row, "created_at"),
                  event(to, event)));
        }
      }
    }
    return tasks;
  }

  private static Event event(Destination to, Row row) {
    return new Event(
        to.tenantId(),
        row.getUUID("id"),
        row.getString("type"),
        row.getString("ordering_key"),
        SqlTime.instant(row, "occurred_at"),
        row.getString("payload"));
  }
}
