package com.leadignite.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/** Asks for one resource over connections that stay open, one request on each at a time. */
final class Http {

  private final HttpClient client;

  Http(Vertx vertx, int connections) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(connections)
                .setKeepAlive(true)
                .setPipelining(false)
                .setDecompressionSupported(false));
  }

  /** A question that is answered rightly by a 200 with exactly this body. */
  Supplier<Future<Boolean>> question(URI resource, Map<String, String> headers, Buffer expected) {
    return () -> get(resource, headers).map(body -> body.equals(expected));
  }

  /** The body of a 200; anything else fails. */
  Future<Buffer> get(URI resource, Map<String, String> headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(resource.getHost())
            .setPort(resource.getPort())
            .setURI(resource.getRawPath());
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(response ->
            response
                .body()
                .map(body -> {
                  if (response.statusCode() != 200) {
                    throw new IllegalStateException(
                        resource + " answered " + response.statusCode() + " " + body);
                  }
                  return body;
                }));
  }
}
