package com.leadignite.webhook.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.webhook.signature.GenericHmac;
import com.leadignite.webhook.signature.SignedRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores a webhook and the key it is known again by, in one transaction. */
@Singleton
final class StoreWebhook {

  private static final int MAX_HEADER = 256;

  private final Rows rows;
  private final ObjectMapper json;

  @Inject
  StoreWebhook(Rows rows, ObjectMapper json) {
    this.rows = rows;
    this.json = json;
  }

  /**
   * Stores the webhook unless it was stored before. Of any number that arrive at once, one is
   * stored; the others wait for it and are duplicates.
   *
   * @param quota asked only where it is new: what is stored already was counted then, and a replay
   *     must not use up what the sender may send. Where it fails, nothing is stored
   * @param event tells of it, where it is new
   */
  Uni<Received> store(GenuineWebhook webhook, Uni<Void> quota, AuditEvent event) {
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

  // Who inserts the key stores the webhook.
  private static Uni<Boolean> claim(Transaction transaction, GenuineWebhook webhook) {
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

  private static Uni<Received> findEarlier(Transaction transaction, GenuineWebhook webhook) {
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

  private Uni<RowSet<Row>> insert(Transaction transaction, GenuineWebhook webhook) {
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

  private Tuple parameters(GenuineWebhook webhook) {
    return Tuple.from(
        new Object[] {
          webhook.source().tenantId().value(),
          webhook.id(),
          webhook.source().id(),
          webhook.receivedAt().atOffset(ZoneOffset.UTC),
          webhook.verdict().deliveryId(),
          kept(webhook.request(), "content-type"),
          headers(webhook),
          Buffer.buffer(webhook.request().body())
        });
  }

  private String headers(GenuineWebhook webhook) {
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> names =
        switch (webhook.source().scheme()) {
          case GenericHmac hmac ->
              List.of("content-type", "user-agent", hmac.timestampHeader(), hmac.idHeader());
        };
    for (String name : names) {
      String value = kept(webhook.request(), name);
      if (value != null) {
        headers.put(name, value);
      }
    }
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
   * What the webhook is known again by: its id where the signature covers that, and what was signed
   * otherwise. An id that is not signed is anybody's choice: who captured a request could send it
   * under the id of a delivery that is still to come, which would then be taken for a duplicate.
   */
  private static Tuple key(GenuineWebhook webhook) {
    boolean byId = webhook.verdict().idIsSigned();
    return Tuple.of(
        webhook.source().tenantId().value(),
        webhook.source().id(),
        byId ? "id" : "content",
        Buffer.buffer(
            byId
                ? sha256(webhook.verdict().deliveryId())
                : HexFormat.of().parseHex(webhook.verdict().signedContent())));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
