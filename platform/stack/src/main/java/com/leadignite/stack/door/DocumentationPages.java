package com.leadignite.stack.door;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /docs/<service>/}: Swagger UI and the OpenAPI document of each service. They are on the
 * management interfaces, of which nothing else can be reached through here.
 */
final class DocumentationPages {

  private static final Pattern PAGE = Pattern.compile("/docs/([a-z]+)(?:/([A-Za-z0-9._-]*))?");
  private static final String DOCUMENT = "openapi";

  private final HttpClient client;
  private final DoorAnswers answers;
  private final List<Documentation> services;

  DocumentationPages(HttpClient client, DoorAnswers answers, List<Documentation> services) {
    this.client = client;
    this.answers = answers;
    this.services = List.copyOf(services);
  }

  /** Answers, unless the path is none of its pages. */
  boolean answers(HttpServerRequest in) {
    String uri = in.uri();
    int query = uri.indexOf('?');
    Matcher page = PAGE.matcher(query < 0 ? uri : uri.substring(0, query));
    Optional<Documentation> service = page.matches() ? find(page.group(1)) : Optional.empty();
    if (service.isEmpty()) {
      return false;
    }
    String file = page.group(2);
    if (!FrontDoor.isRead(in)) {
      answers.problem(in, DoorProblem.METHOD_NOT_ALLOWED, "The documentation can only be read.");
    } else if (file == null) {
      // Relative links on the page need the slash.
      answers.mark(in);
      in.response().setStatusCode(302).putHeader("location", page.group() + "/").end();
    } else {
      answer(in, service.get(), file);
    }
    return true;
  }

  private Optional<Documentation> find(String name) {
    return services.stream().filter(service -> service.name().equals(name)).findFirst();
  }

  private void answer(HttpServerRequest in, Documentation service, String file) {
    String path = file.equals(DOCUMENT) ? "/q/openapi?format=json" : "/q/swagger-ui/" + file;
    client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(service.management().getHost())
                .setPort(service.management().getPort())
                .setURI(path))
        .compose(HttpClientRequest::send)
        .compose(answer -> page(in, answer, service))
        .onFailure(failure ->
            answers.problem(
                in, DoorProblem.UNAVAILABLE, "The " + service.name() + " service is not running."));
  }

  private Future<Void> page(
      HttpServerRequest in, HttpClientResponse answer, Documentation service) {
    return answer
        .body()
        .compose(body -> {
          if (answer.statusCode() != 200) {
            answers.problem(in, DoorProblem.NOT_FOUND, "The documentation has no such page.");
            return Future.succeededFuture();
          }
          String type = answer.getHeader(HttpHeaders.CONTENT_TYPE);
          answers.mark(in);
          boolean html = type != null && type.startsWith("text/html");
          if (type != null) {
            in.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
          }
          return in.response()
              .putHeader("cache-control", "no-cache")
              .end(html ? here(body, service) : body);
        });
  }

  // The page names the document by its path on the management interface.
  private static Buffer here(Buffer page, Documentation service) {
    return Buffer.buffer(
        page.toString().replace("/q/openapi", "/docs/" + service.name() + "/" + DOCUMENT));
  }
}
