package com.leadignite.stack.door;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Forwards requests to one service, target and body as they came, and its answers back. */
final class Forwarder implements ProxyInterceptor {

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
  private static final String FAILURE = "failure";

  private final HttpClient client;
  private final DoorAnswers answers;
  private final Route route;
  private final HttpProxy proxy;

  Forwarder(HttpClient client, DoorAnswers answers, Route route) {
    this.client = client;
    this.answers = answers;
    this.route = route;
    proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(this::connect)
            .addInterceptor(this);
  }

  Route route() {
    return route;
  }

  void forward(HttpServerRequest in) {
    if (in.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      // The proxy knows the name in lower case only.
      in.headers().set(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED);
    }
    proxy.handle(in);
  }

  private Future<HttpClientRequest> connect(ProxyContext context) {
    HttpServerRequest in = context.request().proxiedRequest();
    return client
        .request(
            new RequestOptions()
                .setServer(
                    SocketAddress.inetSocketAddress(
                        route.target().getPort(), route.target().getHost()))
                .setIdleTimeout(ANSWER_LIMIT.toMillis()))
        .map(out ->
            // As it came, valid or not: the service refuses what is not. The proxy copies no Host.
            out.putHeader(HttpHeaders.HOST, in.getHeader(HttpHeaders.HOST))
                // The answer fails with it; without a handler Vert.x would log it as well.
                .exceptionHandler(failure -> {}))
        .recover(failure -> Future.failedFuture(new Unreachable(failure)));
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    HttpServerRequest in = context.request().proxiedRequest();
    MultiMap headers = context.request().headers();
    HopByHop.remove(headers);
    // Replaced, never appended to: nothing is in front of this door, so whatever a client says of
    // other proxies is a lie. The services trust their peers on this machine, its clients included.
    CLAIMS.forEach(headers::remove);
    headers.set("x-forwarded-for", in.remoteAddress().hostAddress());
    headers.set("x-forwarded-proto", in.isSSL() ? "https" : "http");
    headers.set("x-forwarded-host", in.getHeader(HttpHeaders.HOST));
    return context
        .sendRequest()
        .recover(failure -> {
          context.set(FAILURE, failure);
          return Future.succeededFuture(context.request().release().response());
        });
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    Throwable failure = context.get(FAILURE, Throwable.class);
    if (failure != null) {
      fail(context.request().proxiedRequest(), failure);
      return Future.succeededFuture();
    }
    ProxyResponse response = context.response();
    HopByHop.remove(response.headers());
    if (response.getStatusCode() == 204 || response.getStatusCode() == 304) {
      // Else it would be sent as an empty chunked body, which these must not have.
      response.setBody(null);
    }
    return context.sendResponse();
  }

  private void fail(HttpServerRequest in, Throwable failure) {
    switch (failure) {
      case Unreachable refused ->
          answers.problem(
              in,
              DoorProblem.UNAVAILABLE,
              "The " + route.name() + " service is not running; it is being started.");
      case TimeoutException late ->
          answers.problem(
              in,
              DoorProblem.GATEWAY_TIMEOUT,
              "The " + route.name() + " service did not answer in time.");
      default ->
          answers.problem(
              in,
              DoorProblem.BAD_GATEWAY,
              "The " + route.name() + " service ended without an answer.");
    }
  }

  /** The service accepts no connection. */
  private static final class Unreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreachable(Throwable cause) {
      super(cause);
    }
  }
}
