package com.leadignite.guard.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/**
 * Tells browsers which other origins may read our answers (Fetch standard, CORS protocol), refusals
 * of every layer included. Quarkus' own filter answers strangers with part of the CORS fields and
 * sends no Vary, so a cache could hand one origin's answer to another.
 */
@Singleton
final class Cors {

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

  private static final String ANSWER_HEADERS =
      "etag, location, idempotency-replayed, x-request-id, x-sb-error-code, x-supabase-api-version,"
          + " retry-after, ratelimit, ratelimit-policy, x-total-count, link, www-authenticate";

  private static final int LONGEST_REQUEST_HEADERS = 1024;

  private final FrontEndOrigins origins;
  private final String maxAge;

  Cors(FrontEndOrigins origins, CorsConfig config) {
    this.origins = origins;
    maxAge = Long.toString(config.maxAge().toSeconds());
  }

  /** Whether a browser asks what it may send, and nothing else. */
  static boolean isPreflight(HttpServerRequest request) {
    return HttpMethod.OPTIONS.equals(request.method())
        && request.headers().contains(HttpHeaders.ORIGIN)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /** Puts on the answer what the request's origin may do; nothing if it may not. */
  void mark(HttpServerRequest request, MultiMap answer) {
    String origin = request.headers().get(HttpHeaders.ORIGIN);
    if (origin == null || !origins.contain(origin)) {
      return;
    }
    answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    if (isPreflight(request)) {
      answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      answer.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, maxAge);
      // What is asked: an origin of ours may send what it likes, such as the fields of its tracing.
      String asked = request.headers().get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
      if (asked != null && isListOfNames(asked)) {
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked);
      }
    } else {
      answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
    }
  }

  /** Says that the answer depends on the origin; last, since a resource may set a Vary, too. */
  void vary(MultiMap answer) {
    if (!origins.isEmpty()) {
      String vary = answer.get(HttpHeaders.VARY);
      answer.set(HttpHeaders.VARY, vary == null ? "Origin" : vary + ", Origin");
    }
  }

  private static boolean isListOfNames(String text) {
    if (text.length() > LONGEST_REQUEST_HEADERS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.'
              || c == ','
              || c == ' ';
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
