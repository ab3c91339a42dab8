package com.leadignite.webhook.delivery;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An organization's server on this machine. */
final class Receiver {

  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> inHand = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger twiceAtOnce = new AtomicInteger();
  private final int port;
  private volatile Handler<HttpServerRequest> answer =
      request -> request.response().setStatusCode(204).end();

  /** A request; names of header fields are in lower case. */
  record Got(Map<String, String> headers, String body) {

    String id() {
      return String.valueOf(headers.get("webhook-id"));
    }
  }

  Receiver(Vertx vertx) {
    port =
        vertx
            .createHttpServer()
            .requestHandler(request ->
                request
                    .body()
                    .onSuccess(body -> {
                      Map<String, String> headers = new TreeMap<>();
                      request
                          .headers()
                          .forEach(
                              (name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                      Got each = new Got(headers, body.toString());
                      if (inHand.merge(each.id(), 1, Integer::sum) > 1) {
                        twiceAtOnce.incrementAndGet();
                      }
                      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                      request
                          .response()
                          .endHandler(x -> {
                            underWay.decrementAndGet();
                            inHand.merge(each.id(), -1, Integer::sum);
                          });
                      got.add(each);
                      answer.handle(request);
                    }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  void answer(Handler<HttpServerRequest> how) {
    answer = how;
  }

  void answer(int status) {
    answer(request -> request.response().setStatusCode(status).end());
  }

  String url() {
    return "http://127.0.0.1:" + port + "/hook";
  }

  List<Got> got() {
    return got;
  }

  /** The most requests that it had at a time. */
  int most() {
    return most.get();
  }

  /** How often an event came while the same was being answered. */
  int twiceAtOnce() {
    return twiceAtOnce.get();
  }
}
