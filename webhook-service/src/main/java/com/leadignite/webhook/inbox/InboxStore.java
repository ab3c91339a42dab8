package com.leadignite.webhook.inbox;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what was received. */
@Singleton
final class InboxStore {

  /** Without the body, which a list leaves out. */
  private static final String COLUMNS =
      """
      id,
      source_id,
      received_at,
      delivery_id,
      status,
      content_type,
      headers::text as headers,
      length(body) as size
      """;

  private final Rows rows;

  InboxStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * The newest webhooks that come after the position, without their bodies.
   *
   * @param sourceId of one source; null for all
   * @param after the last id of the page before; null for the first page
   */
  Uni<List<InboxItem>> list(
      Caller.Person admin, @Nullable UUID sourceId, @Nullable UUID after, int limit) {
    return rows.as(admin)
        .query(
            """
            select
            """
                + COLUMNS
                + """
                from inbox
                where tenant_id = $1
                  and ($2::uuid is null or source_id = $2)
                  and id < coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                order by id desc
                limit $4
                """,
            Tuple.of(admin.tenantId().value(), sourceId, after, limit))
        .map(found -> stream(found).map(row -> item(row, null)).toList());
  }

  /** One webhook with its body. */
  Uni<Optional<InboxItem>> find(Caller.Person admin, UUID id) {
    return rows.as(admin)
        .query(
            """
            select
            """
                + COLUMNS
                + """
                , body
                from inbox
                where tenant_id = $1
                  and id = $2
                """,
            Tuple.of(admin.tenantId().value(), id))
        .map(found -> stream(found).map(row -> item(row, row.getBuffer("body"))).findFirst());
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static InboxItem item(Row row, @Nullable Buffer body) {
    String text = body == null ? null : utf8(body);
    boolean isText = text != null;
    return new InboxItem(
        row.getUUID("id"),
        row.getUUID("source_id"),
        SqlTime.instant(row, "received_at"),
        row.getString("delivery_id"),
        row.getString("status"),
        row.getString("content_type"),
        row.getString("headers"),
        row.getInteger("size"),
        body == null || isText ? text : Base64.getEncoder().encodeToString(body.getBytes()),
        body == null ? null : isText ? "utf8" : "base64");
  }

  private static @Nullable String utf8(Buffer body) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(body.getBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
