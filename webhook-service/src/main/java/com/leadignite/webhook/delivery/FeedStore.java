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
import java.util.UUID;

/**
 * Makes events of what arrived. All of it happens in one transaction: nothing is lost or doubled.
 */
@Singleton
final class FeedStore {

  private static final String TAKE =
      """
      with due as materialized (
        select inbox_id
        from event_feed
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

  /** Makes events of the oldest that wait; answers how many there were. */
  Uni<Integer> move(int limit) {
    return rows.transaction(tx ->
        tx.query("select set_config('enable_seqscan', 'off', true)", Tuple.tuple())
            .chain(() -> tx.query(TAKE, Tuple.of(limit)))
            .chain(taken -> taken.size() == 0 ? Uni.createFrom().item(0) : move(tx, taken)));
  }

  private Uni<Integer> move(Transaction tx, RowSet<Row> taken) {
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
        })
        .replaceWith(taken.size());
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
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      data.put("body", text).put("body_encoding", "utf8");
    } catch (CharacterCodingException _) {
      data.put("body", Base64.getEncoder().encodeToString(bytes)).put("body_encoding", "base64");
    }
  }
}
