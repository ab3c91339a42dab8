package com.leadignite.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** Makes what is measured on: one request at a time, JSON both ways. */
final class JsonClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI platform;

  JsonClient(URI platform) {
    this.platform = platform;
  }

  /** The body of a 2xx; anything else fails. */
  JsonNode get(String path, String token) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(platform.resolve(path)).GET(), token);
  }

  /** The body of a 2xx; anything else fails. */
  JsonNode post(String path, String token, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(platform.resolve(path))
            .header("content-type", "application/json")
            .header("idempotency-key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body)),
        token);
  }

  /** Likewise, with an empty body; an answer without one is read as nothing. */
  void put(String path, String token) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(platform.resolve(path)).PUT(BodyPublishers.noBody()), token);
  }

  /** The body of a 2xx; anything else fails. */
  JsonNode put(String path, String token, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(platform.resolve(path))
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofString(body)),
        token);
  }

  private JsonNode send(HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          response.uri() + " answered " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
