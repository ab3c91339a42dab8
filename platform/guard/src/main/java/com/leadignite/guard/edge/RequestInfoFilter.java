package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import com.leadignite.guard.connection.DrainingClose;
import com.leadignite.guard.connection.OpenConnections;
import com.leadignite.guard.id.Ids;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Gives each request its id, finds its client's address and prepares the answer's headers. */
@Singleton
public final class RequestInfoFilter {

  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  private static final int LONGEST_USER_AGENT = 256;

  private final Ids ids;
  private final TrustedProxies proxies;
  private final OpenConnections connections;
  private final Cors cors;

  RequestInfoFilter(Ids ids, TrustedProxies proxies, OpenConnections connections, Cors cors) {
    this.ids = ids;
    this.proxies = proxies;
    this.connections = connections;
    this.cors = cors;
  }

  void install(@Observes Filters filters) {
    filters.register(this::handle, GuardOrder.REQUEST_INFO);
  }

  private void handle(RoutingContext context) {
    if (DrainingClose.hasBegun(context.request().connection())) {
      return; // Not a request: the one before it was the last, and its connection is being closed.
    }
    prepare(context);
    context.next();
  }

  /** For the guard's error handler: Vert.x may refuse a request before it asks any filter. */
  public void prepare(RoutingContext context) {
    if (RequestInfo.isKnown(context)) {
      return;
    }
    HttpServerRequest request = context.request();
    connections.note(request);
    String requestId = ids.next().toString();
    String given = clientRequestId(request);
    new RequestInfo(requestId, given, proxies.clientOf(request), userAgent(request))
        .attach(context);
    MDC.put("request_id", requestId);
    if (given != null) {
      MDC.put("client_request_id", given);
    }
    MultiMap answer = context.response().headers();
    answer.set(REQUEST_ID, requestId);
    cors.mark(request, answer);
    context.addHeadersEndHandler(written -> {
      SecurityHeaders.complete(answer);
      cors.vary(answer);
    });
  }

  /** In addition to ours, never instead: a client could make two requests look like one. */
  private static @Nullable String clientRequestId(HttpServerRequest request) {
    String given = request.headers().get(REQUEST_ID);
    return given != null && isTame(given) ? given : null;
  }

  /** 8 to 64 letters, digits, dots, dashes and underscores: nothing that a log could trip over. */
  private static boolean isTame(String id) {
    if (id.length() < 8 || id.length() > 64) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean tame =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.';
      if (!tame) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String userAgent(HttpServerRequest request) {
    String agent = request.headers().get(HttpHeaders.USER_AGENT);
    return agent == null || agent.length() <= LONGEST_USER_AGENT
        ? agent
        : agent.substring(0, LONGEST_USER_AGENT);
  }
}
