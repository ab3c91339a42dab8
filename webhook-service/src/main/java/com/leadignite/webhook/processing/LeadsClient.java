package com.leadignite.webhook.processing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.token.ServiceTokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reports leads and calls to leads-service, as this service, for an organization. */
@Singleton
final class LeadsClient {

  private static final String PATH = "/leads/v1/intake";
  private static final int LONGEST_ANSWER = 64 * 1024;

  /** Statuses about the report itself, which is the same the next time. */
  private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 415, 422);

  private final Optional<String> url;
  private final ProcessingConfig config;
  private final ServiceTokens tokens;
  private final ObjectMapper json;
  private final HttpClient client;

  @Inject
  LeadsClient(
      @ConfigProperty(name = "leadignite.leads.url") Optional<String> url,
      ProcessingConfig config,
      ServiceTokens tokens,
      ObjectMapper json,
      Vertx vertx) {
    this.url = url;
    this.config = config;
    this.tokens = tokens;
    this.json = json;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMetricsName("http|leads")
                .setMaxPoolSize(config.atOnce())
                .setMaxWaitQueueSize(config.batch())
                .setKeepAliveTimeout(30)
                .setConnectTimeout(Math.toIntExact(config.timeout().toMillis() / 2)));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  boolean isConfigured() {
    return url.isPresent();
  }

  /** leads-service refuses the report as it is: sent again, it is refused again. */
  static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * What became of a report.
   *
   * @param outcome as leads-service says it, such as {@code created} or {@code unnamed}
   */
  record Taken(String outcome, @Nullable UUID leadId, @Nullable UUID callId) {}

  /** Reports; fails with {@link Refused}, or with anything else if it may succeed later. */
  Uni<Taken> report(Envelope report) {
    Buffer body = Buffer.buffer(written(report));
    return tokens
        .current()
        .chain(token ->
            Uni.createFrom()
                .emitter(
                    emitter -> post(token, body).onComplete(emitter::complete, emitter::fail)));
  }

  private Future<Taken> post(String token, Buffer body) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url.orElseThrow() + PATH)
            .setTimeout(config.timeout().toMillis())
            .setFollowRedirects(false)
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
          return read(answer).map(text -> judged(answer.statusCode(), text));
        });
  }

  private static Future<Buffer> read(HttpClientResponse answer) {
    Promise<Buffer> read = Promise.promise();
    Buffer all = Buffer.buffer();
    answer.handler(part -> {
      if (all.length() + part.length() > LONGEST_ANSWER) {
        read.tryFail("an answer of more than " + LONGEST_ANSWER + " bytes");
        answer.request().reset();
      } else {
        all.appendBuffer(part);
      }
    });
    answer.exceptionHandler(read::tryFail);
    answer.endHandler(ended -> read.tryComplete(all));
    return read.future();
  }

  private Taken judged(int status, Buffer body) {
    if (status == 200) {
      JsonNode answer = tree(body);
      return new Taken(
          answer.path("outcome").asText(), id(answer, "lead_id"), id(answer, "call_id"));
    }
    if (REFUSALS.contains(status)) {
      throw new Refused("leads-service answers " + status + errors(body));
    }
    throw new IllegalStateException("leads-service answers " + status);
  }

  /** Which rules are broken; leads-service names members and rules, and never values. */
  private String errors(Buffer body) {
    StringJoiner errors = new StringJoiner(", ", ": ", "").setEmptyValue("");
    for (JsonNode error : tree(body).path("errors")) {
      errors.add(error.path("field").asText() + " " + error.path("message").asText());
    }
    return errors.toString();
  }

  private JsonNode tree(Buffer body) {
    try {
      return json.readTree(body.getBytes());
    } catch (IOException e) {
      return json.createObjectNode();
    }
  }

  private static @Nullable UUID id(JsonNode answer, String member) {
    String text = answer.path(member).textValue();
    return Payload.isUuid(text) ? UUID.fromString(text) : null;
  }

  private String written(Envelope report) {
    try {
      return json.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report can be written as JSON", e);
    }
  }
}
