package com.leadignite.guard.token;

import com.leadignite.guard.vertx.Contexts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Fetches small documents over HTTP without blocking: no redirects, five seconds, 256 KiB, two
 * calls at a time and as many waiting as a peer that is slow may keep. Calls run on an event loop
 * of their own and not on the context of the request that happened to need them, which may be over
 * before the answer comes. Each bean that uses it has one of its own, so that none waits behind
 * another's peer.
 */
@Dependent
public final class BoundedHttpClient {

  private static final int CAP = 256 * 1024;
  private static final long TIMEOUT_MILLIS = 5_000;
  private static final int MOST_WAITING = 200;

  private final HttpClient client;
  private final Context context;

  @Inject
  BoundedHttpClient(Vertx vertx, InjectionPoint user) {
    this(vertx, user.getBean().getBeanClass().getSimpleName());
  }

  /**
   * @param user who uses it, in the metrics: two clients of one name would count as one
   */
  BoundedHttpClient(Vertx vertx, String user) {
    this.context = Contexts.onEventLoop(vertx);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMetricsName("http|" + user)
                .setConnectTimeout(2_000)
                .setMaxPoolSize(2)
                .setMaxWaitQueueSize(MOST_WAITING)
                .setKeepAlive(false));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /**
   * The text of a document. Fails with {@link UnexpectedStatus} if the answer has any status but
   * 200, and with something else if there is no answer.
   */
  public Future<String> get(String url) {
    return get(url, Map.of());
  }

  /** As {@link #get(String)}, with header fields. */
  public Future<String> get(String url, Map<String, String> headers) {
    return exchange(HttpMethod.GET, url, headers, Buffer.buffer());
  }

  /** The answer to a POST; fails as {@link #get(String)} does. */
  public Future<String> post(String url, Map<String, String> headers, String body) {
    return exchange(HttpMethod.POST, url, headers, Buffer.buffer(body));
  }

  private Future<String> exchange(
      HttpMethod method, String url, Map<String, String> headers, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(url)
            .setTimeout(TIMEOUT_MILLIS)
            .setFollowRedirects(false);
    headers.forEach(options::putHeader);
    Promise<String> answer = Promise.promise();
    context.runOnContext(ignored ->
        client.request(options).compose(request -> send(request, body)).onComplete(answer));
    return answer.future();
  }

  private static Future<String> send(HttpClientRequest request, Buffer body) {
    return request.send(body).compose(response -> read(request, response));
  }

  private static Future<String> read(HttpClientRequest request, HttpClientResponse response) {
    if (response.statusCode() != 200) {
      request.reset();
      return Future.failedFuture(new UnexpectedStatus(response.statusCode()));
    }
    Promise<String> text = Promise.promise();
    Buffer all = Buffer.buffer();
    response.handler(part -> {
      if (all.length() + part.length() > CAP) {
        text.tryFail("an answer of more than " + CAP + " bytes");
        request.reset();
      } else {
        all.appendBuffer(part);
      }
    });
    response.exceptionHandler(text::tryFail);
    response.endHandler(ended -> text.tryComplete(all.toString()));
    return text.future();
  }
}
