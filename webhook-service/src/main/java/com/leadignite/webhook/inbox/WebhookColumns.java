package com.leadignite.webhook.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.webhook.signature.SignedRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Webhooks as columns, one array each: any number is one statement. */
@Singleton
final class WebhookColumns {

  private static final List<String> STORED_HEADERS = List.of("content-type", "user-agent");
  private static final int MAX_HEADER = 256;

  private final ObjectMapper json;

  WebhookColumns(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The key that deduplicates a webhook: its id if the signature covers that, and otherwise what
   * was signed. An id that is not signed is anybody's choice: an attacker could send a captured
   * request under the id of a delivery to come, which would then be taken for a duplicate.
   */
  private record Key(VerifiedWebhook webhook, String kind, Buffer hash) {

    static Key of(VerifiedWebhook webhook) {
      boolean byId = webhook.verdict().idIsSigned();
      return new Key(
          webhook,
          byId ? "id" : "content",
          Buffer.buffer(
              byId
                  ? Sha256.of(webhook.verdict().deliveryId())
                  : HexFormat.of().parseHex(webhook.verdict().signedContent())));
    }

    static Key of(Arrival arrival) {
      return of(arrival.webhook());
    }

    UUID tenant() {
      return webhook.source().tenantId().value();
    }

    UUID source() {
      return webhook.source().id();
    }
  }

  /**
   * The keys with the ids of their webhooks. In an order that is the same in every transaction, so
   * that two that have keys in common wait for each other instead of dying in a deadlock; of equal
   * keys the one that arrived first comes first.
   */
  static Tuple claims(List<Arrival> arrivals) {
    List<Key> keys =
        arrivals.stream()
            .map(Key::of)
            .sorted(
                Comparator.comparing((Key key) -> key.hash().getBytes(), Arrays::compareUnsigned)
                    .thenComparing(Key::source))
            .toList();
    return Tuple.of(
        array(keys, Key::tenant, UUID[]::new),
        array(keys, Key::source, UUID[]::new),
        array(keys, Key::kind, String[]::new),
        array(keys, Key::hash, Buffer[]::new),
        array(keys, key -> key.webhook().id(), UUID[]::new));
  }

  /** The key of each, in their order. */
  static List<Tuple> keys(List<Arrival> arrivals) {
    return arrivals.stream()
        .map(Key::of)
        .map(key -> Tuple.of(key.tenant(), key.source(), key.kind(), key.hash()))
        .toList();
  }

  /** What is stored. */
  Tuple rows(List<Arrival> arrivals) {
    List<VerifiedWebhook> webhooks = arrivals.stream().map(Arrival::webhook).toList();
    return Tuple.from(
        new Object[] {
          array(webhooks, webhook -> webhook.source().tenantId().value(), UUID[]::new),
          array(webhooks, VerifiedWebhook::id, UUID[]::new),
          array(webhooks, webhook -> webhook.source().id(), UUID[]::new),
          array(webhooks, webhook -> SqlTime.utc(webhook.receivedAt()), OffsetDateTime[]::new),
          array(webhooks, webhook -> webhook.verdict().deliveryId(), String[]::new),
          array(webhooks, webhook -> kept(webhook.request(), "content-type"), String[]::new),
          array(webhooks, this::headers, String[]::new),
          array(webhooks, webhook -> Buffer.buffer(webhook.request().body()), Buffer[]::new)
        });
  }

  private static <T, C> C[] array(
      List<T> rows, Function<T, @Nullable C> column, IntFunction<C[]> array) {
    return rows.stream().map(column).toArray(array);
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
}
