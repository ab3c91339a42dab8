package com.leadignite.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A sender of signed webhooks, as webhook-service knows it. */
record Source(String id, String path, String secret) {

  /** Has an administrator add a source to their organization. */
  static Source create(Client client, Person admin) throws IOException, InterruptedException {
    Answer made =
        client
            .post(
                "/webhooks/v1/sources",
                Map.of("name", "source " + UUID.randomUUID(), "kind", "generic_hmac"))
            .as(admin)
            .send()
            .expect(201);
    return new Source(made.text("/id"), made.text("/path"), made.text("/secret"));
  }

  /** Sends one delivery, signed now. */
  Answer deliver(Client client, String deliveryId, String body)
      throws IOException, InterruptedException {
    Client.Call call = client.call("POST", path).body("application/json", body);
    headers(deliveryId, body).forEach(call::header);
    return call.send();
  }

  /** What a delivery is signed with, now. */
  Map<String, String> headers(String deliveryId, String body) {
    long timestamp = Instant.now().getEpochSecond();
    return Map.of(
        "webhook-id", deliveryId,
        "webhook-timestamp", Long.toString(timestamp),
        "webhook-signature", sign(deliveryId + "." + timestamp + "." + body));
  }

  /** The ids of all deliveries in the inbox. */
  Set<String> received(Client client, Person admin) throws IOException, InterruptedException {
    Set<String> ids = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page =
          client
              .get("/webhooks/v1/inbox?limit=100&source_id=" + id + cursor)
              .as(admin)
              .send()
              .expect(200)
              .json();
      page.path("items").forEach(item -> ids.add(item.path("delivery_id").asText()));
      String next = page.path("next").asText("");
      cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!cursor.isEmpty());
    return ids;
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
