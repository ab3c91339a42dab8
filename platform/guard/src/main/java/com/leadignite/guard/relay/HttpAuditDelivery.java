package com.leadignite.guard.relay;

import com.leadignite.guard.token.ServiceTokens;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Posts events to audit-service, as this service, and then those that organizations may be told of
 * to webhook-service, if its address is configured. Both know an event by its id: what one of them
 * did not get is sent to both again. What webhook-service alone refuses counts as delivered.
 */
@DefaultBean
@Singleton
final class HttpAuditDelivery implements AuditDelivery {

  private static final Logger LOG = Logger.getLogger(HttpAuditDelivery.class);
  private static final String PATH = "/audit/v1/events";
  private static final String WEBHOOKS_PATH = "/webhooks/v1/events";

  /** The others are for the audit log alone. */
  private static final Pattern TOLD = Pattern.compile("(?:lead|call)\\.[a-z_]+");

  /** Statuses about the events themselves; all others are about the delivery. */
  private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 422);

  private final Optional<String> url;
  private final Optional<String> webhooks;
  private final OutboxConfig config;
  private final ServiceTokens tokens;
  private final HttpClient client;

  @Inject
  HttpAuditDelivery(
      @ConfigProperty(name = "leadignite.audit.url") Optional<String> url,
      @ConfigProperty(name = "leadignite.webhooks.url") Optional<String> webhooks,
      OutboxConfig config,
      ServiceTokens tokens,
      Vertx vertx) {
    this.url = url;
    this.webhooks = webhooks;
    this.config = config;
    this.tokens = tokens;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMetricsName("http|audit")
                .setMaxPoolSize(1)
                .setKeepAliveTimeout(30)
                .setConnectTimeout(Math.toIntExact(config.deliveryTimeout().toMillis() / 2)));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  @Override
  public boolean isConfigured() {
    return url.isPresent();
  }

  @Override
  public Uni<Void> deliver(List<String> events) {
    List<String> told =
        webhooks.isEmpty() ? List.of() : events.stream().filter(HttpAuditDelivery::isTold).toList();
    return post(url.orElseThrow() + PATH, events)
        .chain(() -> told.isEmpty() ? Uni.createFrom().voidItem() : tell(told));
  }

  private Uni<Void> tell(List<String> told) {
    return post(webhooks.orElseThrow() + WEBHOOKS_PATH, told)
        .onFailure(e -> e instanceof RefusedEvents && told.size() == 1)
        .recoverWithUni(refusal -> {
          // audit-service has the event: nothing is left for a person to bring there.
          LOG.errorf(
              "webhook-service refuses event %s (%s): no endpoint is told of it",
              new JsonObject(told.getFirst()).getString("id"), refusal.getMessage());
          return Uni.createFrom().voidItem();
        });
  }

  private static boolean isTold(String event) {
    return TOLD.matcher(String.valueOf(new JsonObject(event).getString("action"))).matches();
  }

  private Uni<Void> post(String to, List<String> events) {
    Buffer body = Buffer.buffer("{\"events\":[" + String.join(",", events) + "]}");
    return tokens
        .current()
        .chain(token ->
            Uni.createFrom()
                .emitter(emitter ->
                    post(to, token, body)
                        .onComplete(done -> emitter.complete(null), emitter::fail)));
  }

  private Future<Void> post(String to, String token, Buffer body) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(to)
            .setTimeout(config.deliveryTimeout().toMillis())
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    return client
        .request(request)
        .compose(open -> open.send(body))
        .compose(answer -> {
          // The next attempt has another token.
          if (answer.statusCode() == 401) {
            tokens.refused(token);
          }
          return answer.body().compose(text -> judge(answer.statusCode(), text));
        });
  }

  private static Future<Void> judge(int status, Buffer body) {
    if (REFUSALS.contains(status)) {
      return Future.failedFuture(new RefusedEvents("status " + status));
    }
    if (status < 200 || status > 299) {
      return Future.failedFuture(new IllegalStateException("the receiver answers " + status));
    }
    JsonArray rejected = body.length() == 0 ? null : new JsonObject(body).getJsonArray("rejected");
    return rejected == null || rejected.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(
            new RefusedEvents(String.valueOf(rejected.getJsonObject(0).getString("reason"))));
  }
}
