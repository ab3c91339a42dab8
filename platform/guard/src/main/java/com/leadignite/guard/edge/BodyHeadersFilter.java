package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies by what the head of the request says of them: too long, of two lengths, compressed
 * (a few bytes could become gigabytes), of no type.
 */
@Singleton
final class BodyHeadersFilter {

  private final BodyCap cap;
  private final BodyBudget budget;

  BodyHeadersFilter(BodyCap cap, BodyBudget budget) {
    this.cap = cap;
    this.budget = budget;
  }

  void install(@Observes Filters filters) {
    filters.register(this::handle, GuardOrder.BODY_HEADERS);
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (hasBody(request)) {
      long most = cap.of(request.path());
      BodyCap.note(context, most);
      budget.note(context);
      check(request, most);
    }
    context.next();
  }

  /** Whether the head of the request announces a body, which HTTP/1.1 has to (RFC 9112, 6.3). */
  static boolean hasBody(HttpServerRequest request) {
    MultiMap headers = request.headers();
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return (length != null && !"0".equals(length))
        || headers.contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private static void check(HttpServerRequest request, long most) {
    MultiMap headers = request.headers();
    List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
    if (!lengths.isEmpty()) {
      if (lengths.size() > 1 || headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
        throw new Problem(CommonProblem.MALFORMED_REQUEST, "Send one length of the body, not two.")
            .header("Connection", "close");
      }
      if (length(lengths.getFirst()) > most) {
        throw BodyCap.exceeded(most);
      }
    }
    String encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !"identity".equalsIgnoreCase(encoding)) {
      throw new Problem(
          CommonProblem.UNSUPPORTED_MEDIA_TYPE, "Send the body without a Content-Encoding.");
    }
    if (!headers.contains(HttpHeaders.CONTENT_TYPE)) {
      throw new Problem(
          CommonProblem.UNSUPPORTED_MEDIA_TYPE, "Send a Content-Type along with the body.");
    }
  }

  private static long length(String digits) {
    try {
      long length = Long.parseLong(digits);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw notANumber(e);
    }
    throw notANumber(null);
  }

  private static Problem notANumber(@Nullable Throwable cause) {
    return new Problem(
            CommonProblem.MALFORMED_REQUEST, "Send the body's length as a number.", cause)
        .header("Connection", "close");
  }
}
