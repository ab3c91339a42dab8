package com.leadignite.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A sender that signs each webhook anew and posts it to webhook-service itself. */
final class SignedWebhooks {

  private static final String NOBODY = "/webhooks/v1/in/00000000-0000-4000-8000-000000000000";

  private final URI service;
  private final UUID tenant;
  private final UUID source;
  private final String path;
  private final Mac mac;
  private final String run = UUID.randomUUID().toString();
  private long sent;

  private SignedWebhooks(URI service, UUID tenant, UUID source, String path, Mac mac) {
    this.service = service;
    this.tenant = tenant;
    this.source = source;
    this.path = path;
    this.mac = mac;
  }

  /** With a source of a new organization. */
  static SignedWebhooks create(Stack stack) throws IOException, InterruptedException {
    SampleLead admin = SampleLead.create(stack.url());
    try (JsonClient client = new JsonClient(stack.url())) {
      JsonNode source = SampleWebhooks.source(client, admin.token());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(source.path("secret").asText().getBytes(UTF_8), "HmacSHA256"));
      return new SignedWebhooks(
          stack.url(Service.WEBHOOK),
          admin.tenantId(),
          UUID.fromString(source.path("id").asText()),
          source.path("path").asText(),
          mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  UUID tenant() {
    return tenant;
  }

  UUID source() {
    return source;
  }

  static HttpClient client(Vertx vertx, int connections) {
    return vertx.createHttpClient(
        new HttpClientOptions().setMaxPoolSize(connections).setKeepAlive(true));
  }

  /** Sends a new one; right is a 200. To be asked from one event loop. */
  Supplier<Future<Boolean>> stored(HttpClient client) {
    return () -> {
      String id = run + "-" + sent++;
      String time = Long.toString(System.currentTimeMillis() / 1000);
      String body = body(id);
      String signed = id + "." + time + "." + body;
      String signature = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
      RequestOptions options =
          to(path)
              .putHeader("webhook-id", id)
              .putHeader("webhook-timestamp", time)
              .putHeader("webhook-signature", signature);
      return post(client, options, body, 200);
    };
  }

  /** Sends to a source that is not there: what the service's HTTP costs without storing. */
  Supplier<Future<Boolean>> refused(HttpClient client) {
    return () -> post(client, to(NOBODY), body(run), 404);
  }

  /** Some 250 bytes, as a small event has. */
  static String body(String id) {
    return "{\"event\":\"call.ended\",\"call\":\""
        + id
        + "\",\"note\":\""
        + "x".repeat(170)
        + "\"}";
  }

  private RequestOptions to(String target) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(service.getHost())
        .setPort(service.getPort())
        .setURI(target)
        .putHeader("content-type", "application/json")
        .putHeader("user-agent", "dialer/1");
  }

  private static Future<Boolean> post(
      HttpClient client, RequestOptions options, String body, int expected) {
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(body)))
        .compose(answer ->
            answer
                .body()
                .map(text -> {
                  if (answer.statusCode() != expected) {
                    throw new IllegalStateException("answered " + answer.statusCode() + " " + text);
                  }
                  return true;
                }));
  }
}
