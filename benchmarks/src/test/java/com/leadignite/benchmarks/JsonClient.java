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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

  /** The token of one of our own services by its credentials (RFC 6749, section 4.4). */
  String serviceToken(String client, String secret) throws IOException, InterruptedException {
    return accessToken(
        HttpRequest.newBuilder(platform.resolve("/auth/v1/token?grant_type=client_credentials"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString("{}")),
        client,
        secret);
  }

  /** The same of a partner's client. */
  String partnerToken(String client, String secret) throws IOException, InterruptedException {
    return accessToken(
        HttpRequest.newBuilder(platform.resolve("/auth/v1/oauth/token"))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials")),
        client,
        secret);
  }

  private String accessToken(HttpRequest.Builder request, String client, String secret)
      throws IOException, InterruptedException {
    String credentials =
        Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return send(request.header("authorization", "Basic " + credentials))
        .get("access_token")
        .asText();
  }

  private JsonNode send(HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    return send(token.isEmpty() ? request : request.header("authorization", "Bearer " + token));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
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
