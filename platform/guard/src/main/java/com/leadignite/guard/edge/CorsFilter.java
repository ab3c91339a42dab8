package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Tells browsers which other origins may read our answers (Fetch standard, CORS protocol). Quarkus'
 * own filter answers strangers with part of the CORS fields and sends no Vary, so a cache could
 * hand one origin's answer to another.
 */
@Singleton
final class CorsFilter {

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

  /** What supabase-js and our own front end send. */
  private static final String REQUEST_HEADERS =
      "authorization, apikey, x-client-info, x-supabase-api-version, content-type, accept, if-match,"
          + " if-none-match, idempotency-key, prefer, x-csrf-token, x-request-id";

  private static final String ANSWER_HEADERS =
      "etag, location, idempotency-replayed, x-request-id, x-sb-error-code, x-supabase-api-version,"
          + " retry-after, ratelimit, ratelimit-policy, x-total-count, link, www-authenticate";

  private static final CharSequence ORIGIN = HttpHeaders.ORIGIN;

  private final Set<String> origins;
  private final String maxAge;

  CorsFilter(CorsConfig config) {
    List<String> configured = config.origins().orElse(List.of());
    configured.forEach(Origins::check);
    origins = Set.copyOf(configured);
    maxAge = Long.toString(config.maxAge().toSeconds());
  }

  void install(@Observes Filters filters) {
    if (!origins.isEmpty()) {
      filters.register(this::handle, GuardOrder.CORS);
    }
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    MultiMap answer = context.response().headers();
    // A resource may set a Vary of its own, so ours is put in last, whatever the origin.
    context.addHeadersEndHandler(written -> varyByOrigin(answer));
    String origin = request.headers().get(ORIGIN);
    boolean allowed = origin != null && origins.contains(origin);
    boolean preflight =
        origin != null
            && HttpMethod.OPTIONS.equals(request.method())
            && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (allowed) {
      answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
      if (preflight) {
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        answer.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, maxAge);
      } else {
        answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
      }
    }
    if (preflight) {
      context.response().setStatusCode(204).end();
    } else {
      context.next();
    }
  }

  private static void varyByOrigin(MultiMap answer) {
    String vary = answer.get(HttpHeaders.VARY);
    answer.set(HttpHeaders.VARY, vary == null ? "Origin" : vary + ", Origin");
  }
}
