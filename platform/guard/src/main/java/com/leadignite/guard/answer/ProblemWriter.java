package com.leadignite.guard.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.connection.DrainingClose;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.problem.ProblemType;
import com.leadignite.guard.route.Endpoints;
import com.leadignite.guard.route.RouteLabel;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Writes a {@link Problem} as {@code application/problem+json} (RFC 9457), wherever it was raised.
 */
@Singleton
public final class ProblemWriter {

  /** The media type of every error. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String CONTENT_TYPE = "Content-Type";
  private static final Logger LOG = Logger.getLogger(ProblemWriter.class);
  private static final String RAISED = "leadignite.raised-problem";

  private final ObjectMapper json;
  private final CurrentVertxRequest current;
  private final List<ProblemDecorator> decorators;
  private final ProblemCounter counter;
  private final Endpoints endpoints;

  ProblemWriter(
      ObjectMapper json,
      CurrentVertxRequest current,
      @All List<ProblemDecorator> decorators,
      ProblemCounter counter,
      Endpoints endpoints) {
    this.json = json;
    this.current = current;
    this.decorators = decorators;
    this.counter = counter;
    this.endpoints = endpoints;
  }

  /**
   * The problem that a request is answered with, as it was raised: before the service's own words
   * for it. If the answer was not written here, what its status says.
   */
  public static Problem raised(RoutingContext context) {
    Problem raised = context.get(RAISED);
    return raised == null ? WebProblems.of(context.response().getStatusCode(), null) : raised;
  }

  /** Answers the request; for Vert.x filters. Does nothing if the answer has begun. */
  public void answer(RoutingContext context, Problem raised) {
    HttpServerResponse answer = context.response();
    if (answer.ended() || answer.headWritten()) {
      context.request().connection().close();
      return;
    }
    Problem problem = inTheWordsOfTheService(context, raised);
    note(context, raised, problem);
    byte[] body = render(context, problem);
    answer.setStatusCode(problem.type().status());
    answer.putHeader(HttpHeaders.CONTENT_TYPE, mediaType(problem));
    if (isLast(problem)) {
      // The rest of the body must neither be read as the next request nor be read to its end.
      answer.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      DrainingClose.afterTheAnswer(context);
    }
    answer.end(Buffer.buffer(body));
  }

  /** The answer to the current request; for exception mappers and JAX-RS filters. */
  public Response response(Problem raised) {
    RoutingContext context = current.getCurrent();
    Problem problem = inTheWordsOfTheService(context, raised);
    note(context, raised, problem);
    byte[] body = render(context, problem);
    if (isLast(problem)) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      DrainingClose.afterTheAnswer(context);
    }
    return Response.status(problem.type().status()).type(mediaType(problem)).entity(body).build();
  }

  /** A problem whose clients require another JSON type names it among its header fields. */
  private static String mediaType(Problem problem) {
    return problem.headers().getOrDefault(CONTENT_TYPE, MEDIA_TYPE);
  }

  /** Whether its body is not read to the end, so that no request can follow. */
  private static boolean isLast(Problem problem) {
    return problem.type().status() == CommonProblem.BODY_TOO_LARGE.status()
        || "close".equals(problem.headers().get("Connection"));
  }

  private Problem inTheWordsOfTheService(RoutingContext context, Problem raised) {
    context.put(RAISED, raised);
    Problem problem = raised;
    for (ProblemDecorator decorator : decorators) {
      problem = decorator.replace(problem, context.request());
    }
    return problem;
  }

  private byte[] render(RoutingContext context, Problem problem) {
    ProblemType type = problem.type();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "/problems/" + type.slug());
    document.put("title", type.title());
    document.put("status", type.status());
    document.put("detail", problem.detail());
    document.putAll(problem.members());
    document.put("request_id", RequestInfo.of(context).requestId());
    MultiMap headers = context.response().headers();
    if (type.status() == CommonProblem.UNSUPPORTED_MEDIA_TYPE.status()) {
      tellWhatIsRead(context, headers);
    }
    problem.headers().forEach(headers::set);
    for (ProblemDecorator decorator : decorators) {
      decorator.decorate(type, context.request().headers(), document, headers);
    }
    try {
      return json.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem's members must be plain JSON values", e);
    }
  }

  /** What to send instead (RFC 9110, 15.5.16; RFC 5789, 2.2; Linked Data Platform, 7.1). */
  private void tellWhatIsRead(RoutingContext context, MultiMap headers) {
    headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
    String path = context.request().path();
    if (path == null) {
      return;
    }
    Map.of("POST", "Accept-Post", "PATCH", "Accept-Patch", "PUT", "Accept")
        .forEach((method, field) -> {
          String types = endpoints.typesReadBy(method, path);
          if (!types.isEmpty()) {
            headers.set(field, types);
          }
        });
  }

  private void note(RoutingContext context, Problem raised, Problem answered) {
    counter.count(answered.type());
    RouteLabel.withoutOne(context);
    // About the first: what a service answers 503 in its clients' dialect may be no fault of ours.
    boolean fault = raised.type().status() >= 500;
    if (fault || raised.getCause() != null) {
      LOG.logf(
          fault ? Logger.Level.ERROR : Logger.Level.DEBUG,
          raised.getCause(),
          "answered with a problem slug=%s method=%s request_id=%s",
          raised.type().slug(),
          context.request().method(),
          RequestInfo.of(context).requestId());
    }
  }
}
