package com.leadignite.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks for resources over connections that stay open, one request on each at a time. */
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

  /** The same, with each of these header fields in its turn. */
  Supplier<Future<Boolean>> question(
      URI resource, List<Map<String, String>> headers, Buffer expected) {
    Iterator<Map<String, String>> turns =
        Stream.generate(headers::stream).flatMap(all -> all).iterator();
    return () -> get(resource, turns.next()).map(body -> body.equals(expected));
  }

  /** The body of a 200; anything else fails. */
  Future<Buffer> get(URI resource, Map<String, String> headers) {
    return send(HttpMethod.GET, resource, headers, Buffer.buffer());
  }

  /** The body of a 200 to some JSON; anything else fails. */
  Future<Buffer> post(URI resource, Buffer json) {
    return send(HttpMethod.POST, resource, Map.of("content-type", "application/json"), json);
  }

  private Future<Buffer> send(
      HttpMethod method, URI resource, Map<String, String> headers, Buffer sent) {
    String query = resource.getRawQuery();
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(resource.getHost())
            .setPort(resource.getPort())
            .setURI(resource.getRawPath() + (query == null ? "" : "?" + query));
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> sent.length() == 0 ? request.send() : request.send(sent))
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
