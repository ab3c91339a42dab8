package com.leadignite.webhook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.guard.time.Timestamps;
import com.leadignite.webhook.endpoint.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes events of what arrived. All of it happens in one transaction: nothing is lost or doubled.
 */
@Singleton
final class FeedStore {

  private static final long MOST_BYTES = 8L * 1024 * 1024;

  /** One replica at a time makes events: side by side, two would mix up the order of a source. */
  private static final String LOCK =
      """
      select
        pg_try_advisory_xact_lock(hashtextextended('webhooks.event_feed', 0)) as locked,
        set_config('enable_seqscan', 'off', true)
      """;

  private static final String OLDEST =
      """
      select
        f.inbox_id,
        coalesce(octet_length(i.body), 0) as bytes
      from (
        select tenant_id, inbox_id
        from event_feed
        order by inbox_id
        limit $1
      ) f
      left join inbox i
        on i.tenant_id = f.tenant_id
        and i.id = f.inbox_id
      order by f.inbox_id
      """;

  private static final String TAKE =
      """
      with due as materialized (
        select inbox_id
        from event_feed
        where inbox_id = any($2)
        order by inbox_id
        limit $1
        for update skip locked
      )
      delete from event_feed
      where inbox_id = any(array(select inbox_id from due))
      returning
        tenant_id,
        inbox_id
      """;

  // By both: the key begins with the organization, and the id names the partition.
  private static final String READ =
      """
      select
        i.tenant_id,
        i.id,
        i.source_id,
        i.received_at,
        i.delivery_id,
        i.content_type,
        i.headers::text as headers,
        i.body
      from unnest($1::uuid[], $2::uuid[]) as fed (tenant_id, id)
      join inbox i
        on i.tenant_id = fed.tenant_id
        and i.id = fed.id
      order by i.id
      """;

  private final Rows.Scope rows;
  private final ObjectMapper json;

  @Inject
  FeedStore(Rows rows, ObjectMapper json) {
    this.rows = rows.asService();
    this.json = json;
  }

  /**
   * Makes events of the oldest that wait, of 8 MiB together at most, unless another replica does;
   * answers whether more may wait.
   */
  Uni<Boolean> move(int limit) {
    return rows.transaction(tx ->
        tx.query(LOCK, Tuple.tuple())
            .chain(lock ->
                lock.iterator().next().getBoolean("locked")
                    ? oldest(tx, limit)
                    : Uni.createFrom().item(false)));
  }

  private Uni<Boolean> oldest(Transaction tx, int limit) {
    return tx.query(OLDEST, Tuple.of(limit))
        .chain(oldest -> {
          List<UUID> fit = fit(oldest);
          boolean more = fit.size() == limit || fit.size() < oldest.size();
          return fit.isEmpty()
              ? Uni.createFrom().item(false)
              : tx.query(TAKE, Tuple.of(limit).addArrayOfUUID(fit.toArray(UUID[]::new)))
                  .chain(taken -> move(tx, taken))
                  .replaceWith(more);
        });
  }

  /** The first, and those after it that fit with it. */
  private static List<UUID> fit(RowSet<Row> oldest) {
    List<UUID> fit = new ArrayList<>(oldest.size());
    long bytes = 0;
    for (Row row : oldest) {
      bytes += row.getInteger("bytes");
      if (bytes > MOST_BYTES && !fit.isEmpty()) {
        break;
      }
      fit.add(row.getUUID("inbox_id"));
    }
    return fit;
  }

  private Uni<Void> move(Transaction tx, RowSet<Row> taken) {
    List<UUID> tenants = new ArrayList<>(taken.size());
    List<UUID> ids = new ArrayList<>(taken.size());
    for (Row row : taken) {
      tenants.add(row.getUUID("tenant_id"));
      ids.add(row.getUUID("inbox_id"));
    }
    return tx.query(
            READ,
            Tuple.tuple()
                .addArrayOfUUID(tenants.toArray(UUID[]::new))
                .addArrayOfUUID(ids.toArray(UUID[]::new)))
        .chain(found -> {
          List<Event> events = new ArrayList<>(found.size());
          found.forEach(row -> events.add(event(row)));
          return events.isEmpty() ? Uni.createFrom().voidItem() : EventStore.add(tx, events);
        });
  }

  private Event event(Row row) {
    UUID source = row.getUUID("source_id");
    return new Event(
        row.getUUID("tenant_id"),
        row.getUUID("id"),
        EventType.WEBHOOK_RECEIVED.wireName(),
        source.toString(),
        SqlTime.instant(row, "received_at"),
        data(row, source));
  }

  private String data(Row row, UUID source) {
    try {
      ObjectNode data =
          JsonNodeFactory.instance
              .objectNode()
              .put("id", row.getUUID("id").toString())
              .put("source_id", source.toString())
              .put("received_at", Timestamps.format(SqlTime.instant(row, "received_at")))
              .put("delivery_id", row.getString("delivery_id"))
              .put("content_type", row.getString("content_type"));
      data.set("headers", json.readTree(row.getString("headers")));
      body(data, row.getBuffer("body"));
      return json.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what PostgreSQL holds as JSON is none", e);
    }
  }

  private static void body(ObjectNode data, Buffer body) {
    byte[] bytes = body.getBytes();
    Optional<String> text = text(bytes);
    data.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(bytes)))
        .put("body_encoding", text.isPresent() ? "utf8" : "base64");
  }

  /** Empty if it is no text: JSON would write each control character with six. */
  private static Optional<String> text(byte[] bytes) {
    for (byte each : bytes) {
      if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r') {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
