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

/**
 * Somebody new with one lead.
 *
 * @param token their access token
 * @param userId their account
 * @param tenantId their organization
 * @param id the lead
 */
record SampleLead(String token, UUID userId, UUID tenantId, UUID id) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static SampleLead create(URI platform) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String account =
          """
          {"email": "bench-%s@example.org", "password": "%s"}
          """
              .formatted(UUID.randomUUID(), UUID.randomUUID());
      JsonNode session = post(client, platform.resolve("/auth/v1/signup"), "", account);
      String token = session.path("access_token").asText();
      String body =
          """
          {
            "first_name": "Grace", "last_name": "Hopper", "company": "Navy", "title": "Rear admiral",
            "email": "grace@example.net", "phone": "+14155552671", "website": "https://example.net/",
            "address": {"city": "New York", "country": "US"}, "source": "referral", "score": 70,
            "tags": ["compilers", "priority"]
          }
          """;
      JsonNode lead = post(client, platform.resolve("/leads/v1/leads"), token, body);
      return new SampleLead(
          token,
          UUID.fromString(session.at("/user/id").asText()),
          UUID.fromString(lead.path("tenant_id").asText()),
          UUID.fromString(lead.path("id").asText()));
    }
  }

  private static JsonNode post(HttpClient client, URI to, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .header("content-type", "application/json")
            .header("idempotency-key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(to + " answered " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }
}
