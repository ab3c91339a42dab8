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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes deliveries that are due. Every statement runs as the service, over all organizations. */
@Singleton
final class TakeStore {

  /** The most bytes of events that are taken at a time, unless one alone is larger. */
  static final long MOST_BYTES = 4L * 1024 * 1024;

  private static final Logger LOG = Logger.getLogger(TakeStore.class);

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
   * together; its rate; one if it fails; 4 MiB. A delivery whose event is gone is dead.
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
        .chain(taken -> withEvents(tx, to, endpoint.getString("url"), taken))
        .call(tasks -> spend(tx, to, endpoint.getInteger("rate_limit"), tasks.size()));
  }

  private static Uni<?> spend(Transaction tx, Destination to, Integer rate, int taken) {
    return rate == null || taken == 0
        ? Uni.createFrom().voidItem()
        : tx.query(
            TakeStatements.SPEND, Tuple.of(to.tenantId(), to.endpointId(), (double) taken / rate));
  }

  private static Uni<List<Task>> withEvents(
      Transaction tx, Destination to, String url, RowSet<Row> taken) {
    Map<UUID, Row> byEvent = new LinkedHashMap<>();
    taken.forEach(row -> byEvent.put(row.getUUID("event_id"), row));
    return byEvent.isEmpty()
        ? Uni.createFrom().item(List.of())
        : tx.query(
                TakeStatements.EVENTS,
                Tuple.of(to.tenantId())
                    .addArrayOfUUID(byEvent.keySet().toArray(UUID[]::new))
                    .addLong(MOST_BYTES))
            .chain(events -> tasks(tx, to, url, byEvent, events));
  }

  private static Uni<List<Task>> tasks(
      Transaction tx, Destination to, String url, Map<UUID, Row> taken, RowSet<Row> events) {
    List<Task> tasks = new ArrayList<>(taken.size());
    List<UUID> gone = new ArrayList<>();
    List<UUID> tooMuch = new ArrayList<>();
    for (Row event : events) {
      Row delivery = Objects.requireNonNull(taken.get(event.getUUID("id")));
      if (event.getBoolean("gone")) {
        gone.add(delivery.getUUID("id"));
      } else if (event.getString("payload") == null) {
        tooMuch.add(delivery.getUUID("id"));
      } else {
        tasks.add(task(to, url, delivery, event));
      }
    }
    if (!gone.isEmpty()) {
      LOG.warnf("%d deliveries are dead: their events are gone", gone.size());
    }
    return each(tx, TakeStatements.GONE, to, gone)
        .chain(() -> each(tx, TakeStatements.GIVE_BACK, to, tooMuch))
        .replaceWith(tasks);
  }

  private static Uni<Void> each(Transaction tx, String statement, Destination to, List<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.query(statement, Tuple.of(to.tenantId()).addArrayOfUUID(ids.toArray(UUID[]::new)))
            .replaceWithVoid();
  }

  private static Task task(Destination to, String url, Row delivery, Row event) {
    return new Task(
        to.tenantId(),
        delivery.getUUID("id"),
        to.endpointId(),
        delivery.getInteger("attempts"),
        url,
        SqlTime.instant(delivery, "created_at"),
        new Event(
            to.tenantId(),
            event.getUUID("id"),
            event.getString("type"),
            event.getString("ordering_key"),
            SqlTime.instant(event, "occurred_at"),
            event.getString("payload")));
  }
}
