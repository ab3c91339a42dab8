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

/** Stores a webhook and the keys it is known again by, in one transaction. */
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
   * @param event tells of it, where it is new
   */
  Uni<Received> store(GenuineWebhook webhook, AuditEvent event) {
    Identity identity =
        new Identity(webhook.source().tenantId().toString(), "", Role.SERVICE.wireName());
    Tuple parameters = parameters(webhook);
    return rows.as(identity)
        .transaction(transaction ->
            insert(transaction, parameters)
                .chain(isNew -> {
                  if (isNew) {
                    transaction.record(event);
                    return Uni.createFrom().item(new Received(webhook.id(), false));
                  }
                  return findEarlier(transaction, webhook);
                }));
  }

  // The content's key comes first: where it is taken, this is a replay under another id, and its
  // id must stay free for the delivery it belongs to. Content that is new under a known id is a
  // retry
  // signed anew: its key leads to what was stored then.
  private static Uni<Boolean> insert(Transaction transaction, Tuple parameters) {
    return transaction
        .query(
            """
            with content_key as (
              insert into delivery_key (
                tenant_id,
                source_id,
                kind,
                key,
                inbox_id
              )
              select
                $1,
                $3,
                'content',
                $10,
                coalesce(
                  (
                    select k.inbox_id
                    from delivery_key k
                    where k.tenant_id = $1
                      and k.source_id = $3
                      and k.kind = 'id'
                      and k.key = $9
                  ),
                  $2
                )
              where $10::bytea is not null
              on conflict do nothing
              returning inbox_id
            ),
            id_key as (
              insert into delivery_key (
                tenant_id,
                source_id,
                kind,
                key,
                inbox_id
              )
              select
                $1,
                $3,
                'id',
                $9,
                $2
              where $10::bytea is null
                or exists (select from content_key)
              on conflict do nothing
              returning inbox_id
            )
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
              $1,
              $2,
              $3,
              $4,
              $5,
              $6,
              $7::text::jsonb,
              $8
            from id_key
            """,
            parameters)
        .map(stored -> stored.rowCount() == 1);
  }

  private static Uni<Received> findEarlier(Transaction transaction, GenuineWebhook webhook) {
    return transaction
        .query(
            """
            select inbox_id
            from delivery_key
            where tenant_id = $1
              and source_id = $2
              and (
                (kind = 'id' and key = $3)
                or (kind = 'content' and key = $4)
              )
            order by kind desc
            limit 1
            """,
            Tuple.of(
                webhook.source().tenantId().value(),
                webhook.source().id(),
                idKey(webhook),
                contentKey(webhook)))
        .map(earlier -> new Received(earlier.iterator().next().getUUID("inbox_id"), true));
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
          Buffer.buffer(webhook.request().body()),
          idKey(webhook),
          contentKey(webhook)
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

  private static Buffer idKey(GenuineWebhook webhook) {
    try {
      return Buffer.buffer(
          MessageDigest.getInstance("SHA-256")
              .digest(webhook.verdict().deliveryId().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Null where the signature covers the id, so that no replay can change it. */
  private static @Nullable Buffer contentKey(GenuineWebhook webhook) {
    return webhook.verdict().idIsSigned()
        ? null
        : Buffer.buffer(HexFormat.of().parseHex(webhook.verdict().signedContent()));
  }
}
