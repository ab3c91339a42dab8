package com.leadignite.webhook.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.webhook.signature.SignedRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores webhooks, each with the key that deduplicates it, in one transaction. */
@Singleton
final class WebhookStore {

  private static final List<String> STORED_HEADERS = List.of("content-type", "user-agent");
  private static final int MAX_HEADER = 256;

  private final Rows rows;
  private final ObjectMapper json;

  @Inject
  WebhookStore(Rows rows, ObjectMapper json) {
    this.rows = rows;
    this.json = json;
  }

  /**
   * Stores the webhook unless it was stored before. Of any number that arrive at once, one is
   * stored; the others wait for it and are duplicates.
   *
   * @param quota taken only if the webhook is new: a duplicate was counted when it was stored, and
   *     a replay must not use up the sender's quota. If it fails, nothing is stored
   * @param event recorded if the webhook is new
   */
  Uni<Received> store(VerifiedWebhook webhook, Uni<Void> quota, AuditEvent event) {
    Identity identity =
        new Identity(webhook.source().tenantId().toString(), "", Role.SERVICE.wireName());
    return rows.as(identity)
        .transaction(transaction ->
            claim(transaction, webhook)
                .chain(isNew -> {
                  if (!isNew) {
                    return findEarlier(transaction, webhook);
                  }
                  transaction.record(event);
                  return quota
                      .chain(() -> insert(transaction, webhook))
                      .replaceWith(new Received(webhook.id(), false));
                }));
  }

  // The one transaction that inserts the key stores the webhook.
  private static Uni<Boolean> claim(Transaction transaction, VerifiedWebhook webhook) {
    return transaction
        .query(
            """
            insert into delivery_key (
              tenant_id,
              source_id,
              kind,
              key,
              inbox_id
            )
            values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """,
            key(webhook).addUUID(webhook.id()))
        .map(claimed -> claimed.rowCount() == 1);
  }

  private static Uni<Received> findEarlier(Transaction transaction, VerifiedWebhook webhook) {
    return transaction
        .query(
            """
            select inbox_id
            from delivery_key
            where tenant_id = $1
              and source_id = $2
              and kind = $3
              and key = $4
            """,
            key(webhook))
        .map(earlier -> new Received(earlier.iterator().next().getUUID("inbox_id"), true));
  }

  private Uni<RowSet<Row>> insert(Transaction transaction, VerifiedWebhook webhook) {
    return transaction.query(
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
        values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8)
        """,
        parameters(webhook));
  }

  private Tuple parameters(VerifiedWebhook webhook) {
    return Tuple.from(
        new Object[] {
          webhook.source().tenantId().value(),
          webhook.id(),
          webhook.source().id(),
          SqlTime.utc(webhook.receivedAt()),
          webhook.verdict().deliveryId(),
          kept(webhook.request(), "content-type"),
          headers(webhook),
          Buffer.buffer(webhook.request().body())
        });
  }

  private String headers(VerifiedWebhook webhook) {
    Map<String, String> headers = new LinkedHashMap<>();
    Stream<String> names =
        Stream.concat(STORED_HEADERS.stream(), webhook.source().scheme().storedHeaders().stream());
    names.forEach(name -> {
      String value = kept(webhook.request(), name);
      if (value != null) {
        headers.put(name, value);
      }
    });
    try {
      return json.writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("header fields cannot be written as JSON", e);
    }
  }

  // PostgreSQL holds no NUL in a text, and nobody needs the end of a long field.
  private static @Nullable String kept(SignedRequest request, String name) {
    String value = request.header(name);
    return value == null
        ? null
        : value.substring(0, Math.min(MAX_HEADER, value.length())).replace('\0', ' ');
  }

  /**
   * The key that deduplicates the webhook: its id if the signature covers that, and otherwise what
   * was signed. An id that is not signed is anybody's choice: an attacker could send a captured
   * request under the id of a delivery to come, which would then be taken for a duplicate.
   */
  private static Tuple key(VerifiedWebhook webhook) {
    boolean byId = webhook.verdict().idIsSigned();
    return Tuple.of(
        webhook.source().tenantId().value(),
        webhook.source().id(),
        byId ? "id" : "content",
        Buffer.buffer(
            byId
                ? Sha256.of(webhook.verdict().deliveryId())
                : HexFormat.of().parseHex(webhook.verdict().signedContent())));
  }
}
