package com.leadignite.guard.relay;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An audit-service that records what it receives and answers as configured. */
final class TestingAuditService {

  /** What came in one request. */
  record Batch(Optional<String> authorization, String path, List<String> ids, String body) {}

  /** A status and a body. */
  record Answer(int status, String body) {

    static final Answer STORED =
        new Answer(200, "{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
  }

  // Not the application's: Quarkus' metrics take one HTTP server for granted.
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final List<Batch> batches = new CopyOnWriteArrayList<>();
  private volatile Function<Batch, Answer> answer = batch -> Answer.STORED;

  TestingAuditService() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::take)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
  }

  int port() {
    return server.actualPort();
  }

  void answers(Function<Batch, Answer> told) {
    answer = told;
  }

  List<Batch> batches() {
    return batches;
  }

  /** The ids of all events for which the answer was a success, as often as they came. */
  List<String> stored() {
    return batches.stream()
        .filter(batch -> answer.apply(batch).status() == 200)
        .flatMap(batch -> batch.ids().stream())
        .toList();
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          JsonArray events = new JsonObject(body).getJsonArray("events");
          List<String> ids = new ArrayList<>();
          for (int i = 0; i < events.size(); i++) {
            // Refusals of earlier tests may be recorded while this one runs.
            if (!events.getJsonObject(i).getString("action").equals("access.denied")) {
              ids.add(events.getJsonObject(i).getString("id"));
            }
          }
          Batch batch =
              new Batch(
                  Optional.ofNullable(request.getHeader("Authorization")),
                  request.path(),
                  ids,
                  body.toString());
          batches.add(batch);
          Answer now = answer.apply(batch);
          request.response().setStatusCode(now.status()).end(now.body());
        });
  }

  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
