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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Posts events to audit-service, as this service. */
@DefaultBean
@Singleton
final class HttpAuditDelivery implements AuditDelivery {

  private static final String PATH = "/audit/v1/events";

  /** Statuses about the events themselves; all others are about the delivery. */
  private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 422);

  private final Optional<String> url;
  private final OutboxConfig config;
  private final ServiceTokens tokens;
  private final HttpClient client;

  @Inject
  HttpAuditDelivery(
      @ConfigProperty(name = "leadignite.audit.url") Optional<String> url,
      OutboxConfig config,
      ServiceTokens tokens,
      Vertx vertx) {
    this.url = url;
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
    Buffer body = Buffer.buffer("{\"events\":[" + String.join(",", events) + "]}");
    return tokens
        .current()
        .chain(token ->
            Uni.createFrom()
                .emitter(emitter ->
                    post(token, body).onComplete(done -> emitter.complete(null), emitter::fail)));
  }

  private Future<Void> post(String token, Buffer body) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url.orElseThrow() + PATH)
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
      return Future.failedFuture(new IllegalStateException("audit-service answers " + status));
    }
    JsonArray rejected = body.length() == 0 ? null : new JsonObject(body).getJsonArray("rejected");
    return rejected == null || rejected.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(
            new RefusedEvents(String.valueOf(rejected.getJsonObject(0).getString("reason"))));
  }
}
