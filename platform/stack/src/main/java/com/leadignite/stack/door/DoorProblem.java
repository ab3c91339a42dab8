package com.leadignite.stack.door;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the front door itself answers when there is no service to do so (RFC 9457). */
enum DoorProblem {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  BAD_GATEWAY(502, "The service gave no usable answer"),
  UNAVAILABLE(503, "Temporarily unavailable"),
  GATEWAY_TIMEOUT(504, "The service did not answer in time");

  private static final String RETRY_SECONDS = "2";

  private final int status;
  private final String title;

  DoorProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** Answers a request that nothing was answered to yet; else cuts the connection off. */
  void answer(HttpServerRequest request, String detail) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      // Half an answer must not look like a whole one.
      request.connection().close();
      return;
    }
    response.headers().clear();
    response
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .putHeader("cache-control", "no-store")
        .putHeader("x-content-type-options", "nosniff");
    if (status > 500) {
      response.putHeader("retry-after", RETRY_SECONDS);
    }
    response.end(document(detail));
    request.resume();
  }

  private String document(String detail) {
    return new JsonObject()
        .put("type", "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .encode();
  }
}
