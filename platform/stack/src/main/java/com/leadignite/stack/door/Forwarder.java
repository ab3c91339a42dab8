package com.leadignite.stack.door;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Hands a request on to a service, target and body as they came, and its answer back. */
final class Forwarder {

  // Between two neighbours only (RFC 9110, section 7.6.1); "expect" is answered here.
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");
  private static final List<String> CLAIMS =
      List.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-prefix",
          "x-forwarded-proto",
          "x-forwarded-server",
          "x-real-ip");

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private final HttpClient client;
  private final DoorAnswers answers;

  Forwarder(HttpClient client, DoorAnswers answers) {
    this.client = client;
    this.answers = answers;
  }

  void forward(HttpServerRequest in, Route route) {
    in.pause();
    RequestOptions target =
        new RequestOptions()
            .setServer(
                SocketAddress.inetSocketAddress(route.target().getPort(), route.target().getHost()))
            .setHost(route.target().getHost())
            .setPort(route.target().getPort())
            .setMethod(in.method())
            .setIdleTimeout(ANSWER_LIMIT.toMillis())
            .setURI(in.uri());
    client
        .request(target)
        .onSuccess(out -> send(in, out, route))
        .onFailure(failure ->
            answers.problem(
                in,
                DoorProblem.UNAVAILABLE,
                "The " + route.name() + " service is not running; it is being started."));
  }

  private void send(HttpServerRequest in, HttpClientRequest out, Route route) {
    copy(in.headers(), out.headers());
    forwarded(in, out.headers());
    Future<HttpClientResponse> answered = out.response();
    answered
        .onSuccess(answer -> giveBack(in, answer))
        .onFailure(failure -> fail(in, failure, route));
    in.response().closeHandler(closed -> out.reset());
    if (hasBody(in)) {
      out.setChunked(!in.headers().contains(HttpHeaders.CONTENT_LENGTH));
      in.pipe()
          .endOnFailure(false)
          .to(out)
          .onFailure(failure -> {
            // A service may answer, and stop reading, before it has the whole body.
            if (!answered.isComplete()) {
              out.reset();
            }
            in.resume();
          });
    } else {
      in.resume();
      out.end();
    }
  }

  private static void giveBack(HttpServerRequest in, HttpClientResponse answer) {
    HttpServerResponse response = in.response();
    if (response.closed() || response.ended()) {
      answer.request().reset();
      return;
    }
    response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
    copy(answer.headers(), response.headers());
    if (HttpMethod.HEAD.equals(in.method())
        || answer.statusCode() == 204
        || answer.statusCode() == 304) {
      response.end();
      return;
    }
    response.setChunked(!answer.headers().contains(HttpHeaders.CONTENT_LENGTH));
    answer
        .pipe()
        .endOnFailure(false)
        .to(response)
        // Half an answer must not look like a whole one.
        .onFailure(failure -> in.connection().close());
  }

  private void fail(HttpServerRequest in, Throwable failure, Route route) {
    if (failure instanceof TimeoutException) {
      answers.problem(
          in,
          DoorProblem.GATEWAY_TIMEOUT,
          "The " + route.name() + " service did not answer in time.");
    } else {
      answers.problem(
          in, DoorProblem.BAD_GATEWAY, "The " + route.name() + " service ended without an answer.");
    }
  }

  private static boolean hasBody(HttpServerRequest in) {
    return in.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || in.headers().contains(HttpHeaders.CONTENT_LENGTH);
  }

  private static void copy(MultiMap from, MultiMap to) {
    Set<String> left = new HashSet<>(HOP_BY_HOP);
    for (String connection : from.getAll(HttpHeaders.CONNECTION)) {
      for (String named : connection.split(",", -1)) {
        left.add(named.strip().toLowerCase(Locale.ROOT));
      }
    }
    for (Map.Entry<String, String> field : from) {
      if (!left.contains(field.getKey().toLowerCase(Locale.ROOT))) {
        to.add(field.getKey(), field.getValue());
      }
    }
  }

  // Replaced, never appended to: nothing stands before this door, so whatever a client claims of a
  // way
  // it came is a lie. The services believe their peers on this machine, which its clients are, too.
  private static void forwarded(HttpServerRequest in, MultiMap headers) {
    CLAIMS.forEach(headers::remove);
    headers.set("x-forwarded-for", in.remoteAddress().hostAddress());
    headers.set("x-forwarded-proto", "http");
    @Nullable String host = in.getHeader(HttpHeaders.HOST);
    if (host != null) {
      headers.set("x-forwarded-host", host);
    }
  }
}
