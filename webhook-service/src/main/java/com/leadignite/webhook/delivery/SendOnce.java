package com.leadignite.webhook.delivery;

import com.leadignite.guard.log.Redaction;
import com.leadignite.guard.outbound.OutboundAnswer;
import com.leadignite.guard.outbound.OutboundCall;
import com.leadignite.guard.outbound.OutboundHttp;
import com.leadignite.guard.outbound.RefusedAddress;
import com.leadignite.webhook.endpoint.EndpointRules;
import com.leadignite.webhook.endpoint.SigningKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes one attempt, signed for the moment in which it is made. Never fails. */
@Singleton
final class SendOnce {

  private static final int LARGEST_ANSWER = 16 * 1024;
  private static final int KEPT = 1000;
  private static final int GONE = 410;

  private final OutboundHttp http;
  private final EndpointRules rules;
  private final DeliveryConfig config;
  private final Clock clock;

  @Inject
  SendOnce(OutboundHttp http, EndpointRules rules, DeliveryConfig config, Clock clock) {
    this.http = http;
    this.rules = rules;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Posts an event.
   *
   * @param keys each makes a signature: the receiver knows one of them
   */
  Uni<Attempt> send(String url, Event event, List<SigningKey> keys) {
    Instant now = clock.instant();
    long begun = System.nanoTime();
    if (keys.isEmpty()) {
      return Uni.createFrom().item(new Attempt(now, 0, Outcome.NO_SECRET, null, null, null));
    }
    return http.send(call(url, event, keys, now))
        .map(answer -> answered(now, begun, answer))
        .onFailure()
        .recoverWithItem(e -> new Attempt(now, since(begun), outcome(e), null, null, null));
  }

  private OutboundCall call(String url, Event event, List<SigningKey> keys, Instant now) {
    String id = event.id().toString();
    String body = event.body();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    long timestamp = now.getEpochSecond();
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/json",
            "user-agent",
            "LeadIgnite-Webhooks/1",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(timestamp),
            "webhook-signature",
            keys.stream()
                .map(key -> key.sign(id, timestamp, bytes))
                .collect(Collectors.joining(" ")));
    return new OutboundCall(
        HttpMethod.POST,
        URI.create(url),
        headers,
        body,
        rules.reach(),
        LARGEST_ANSWER,
        true,
        config.timeout());
  }

  private static Attempt answered(Instant now, long begun, OutboundAnswer answer) {
    int status = answer.status();
    Outcome outcome =
        status >= 200 && status < 300
            ? Outcome.DELIVERED
            : status == GONE ? Outcome.GONE : Outcome.REFUSED;
    return new Attempt(
        now, since(begun), outcome, status, kept(answer.body()), answer.retryAfter());
  }

  /** The beginning, as text that PostgreSQL holds, without what looks like a secret. */
  private static String kept(String body) {
    String text = Redaction.redact(body.substring(0, Math.min(KEPT, body.length())));
    return text.substring(0, Math.min(2 * KEPT, text.length())).replace('\0', ' ');
  }

  private static Outcome outcome(@Nullable Throwable failure) {
    return switch (failure) {
      case RefusedAddress _ -> Outcome.ADDRESS_REFUSED;
      case TimeoutException _ -> Outcome.TIMED_OUT;
      case null, default -> Outcome.UNREACHABLE;
    };
  }

  private static int since(long begun) {
    return Math.toIntExact(Duration.ofNanos(System.nanoTime() - begun).toMillis());
  }
}
