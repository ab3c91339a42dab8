package com.leadignite.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as a sender signs them. */
final class SampleWebhooks {

  private SampleWebhooks() {}

  /** A new source, with its path and its secret. */
  static JsonNode source(JsonClient client, String token) throws IOException, InterruptedException {
    return client.post(
        "/webhooks/v1/sources",
        token,
        "{\"name\": \"Dialer " + UUID.randomUUID() + "\", \"kind\": \"generic_hmac\"}");
  }

  /** Sends one; anything but 200 fails. */
  static void deliver(URI platform, JsonNode source) throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    String time = Long.toString(Instant.now().getEpochSecond());
    String body = "{\"event\": \"call.ended\", \"call\": \"" + id + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(platform.resolve(source.path("path").asText()))
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", time)
            .header(
                "webhook-signature",
                signature(source.path("secret").asText(), id + "." + time + "." + body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient sender = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = sender.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(answer.uri() + " answered " + answer.statusCode());
      }
    }
  }

  private static String signature(String secret, String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
