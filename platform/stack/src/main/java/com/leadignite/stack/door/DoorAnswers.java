package com.leadignite.stack.door;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the front door answers itself, as the services would: a problem document with a request id,
 * which the pages of an allowed origin may read.
 */
final class DoorAnswers {

  private static final String RETRY_SECONDS = "2";

  private final Set<String> origins;
  private final SecureRandom random = new SecureRandom();
  private final Set<HttpConnection> closing = ConcurrentHashMap.newKeySet();

  DoorAnswers(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /** Answers a request that has no answer yet; else closes the connection. */
  void problem(HttpServerRequest in, DoorProblem problem, String detail) {
    HttpServerResponse response = in.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      // Half an answer must not look like a whole one.
      in.connection().close();
      return;
    }
    response.headers().clear();
    String requestId = mark(in);
    if (problem == DoorProblem.MALFORMED_REQUEST || isClosing(in.connection())) {
      // The end of a malformed request is unknown.
      closeAfter(in);
    }
    if (isPreflight(in)) {
      // A browser must get to see what is wrong with the request itself.
      response.setStatusCode(204).end();
    } else {
      if (problem.status() > 500) {
        response.putHeader("retry-after", RETRY_SECONDS);
      }
      if (problem == DoorProblem.METHOD_NOT_ALLOWED) {
        response.putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      }
      response
          .setStatusCode(problem.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
          .end(document(problem, detail, requestId));
    }
    in.resume();
  }

  /** Closes the connection after the answer: nothing after it is read as a request. */
  void closeAfter(HttpServerRequest in) {
    HttpConnection connection = in.connection();
    closing.add(connection);
    connection.closeHandler(closed -> closing.remove(connection));
    in.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    in.response().endHandler(ended -> connection.close());
  }

  /** Whether the connection has had its last answer, or is having it. */
  boolean isClosing(HttpConnection connection) {
    return closing.contains(connection);
  }

  /** Answers a head that cannot be read; the connection ends with it. */
  void unreadable(HttpServerRequest in) {
    switch (in.decoderResult().cause()) {
      case TooLongHttpLineException line ->
          problem(in, DoorProblem.URI_TOO_LONG, "Send a shorter request target.");
      case TooLongHttpHeaderException fields ->
          problem(in, DoorProblem.HEADERS_TOO_LARGE, "Send fewer or shorter header fields.");
      default ->
          problem(in, DoorProblem.MALFORMED_REQUEST, "The head of the request cannot be read.");
    }
  }

  /** Sets the header fields of the front door's own answers, and returns the request id. */
  String mark(HttpServerRequest in) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    String requestId = HexFormat.of().formatHex(id);
    MultiMap answer = in.response().headers();
    answer.set("x-request-id", requestId);
    answer.set("x-content-type-options", "nosniff");
    answer.set(HttpHeaders.CACHE_CONTROL, "no-store");
    answer.set(HttpHeaders.VARY, "Origin");
    String origin = in.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && origins.contains(origin)) {
      answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
      answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "x-request-id, retry-after");
      String asked = in.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
      if (isPreflight(in)) {
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, PATCH, DELETE");
      }
      if (isPreflight(in) && asked != null) {
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked);
      }
    }
    return requestId;
  }

  private static boolean isPreflight(HttpServerRequest in) {
    return HttpMethod.OPTIONS.equals(in.method())
        && in.headers().contains(HttpHeaders.ORIGIN)
        && in.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static String document(DoorProblem problem, String detail, String requestId) {
    return new JsonObject()
        .put("type", problem.type())
        .put("title", problem.title())
        .put("status", problem.status())
        .put("detail", detail)
        .put("request_id", requestId)
        .encode();
  }
}
