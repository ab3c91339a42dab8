package com.leadignite.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Somebody new with one lead.
 *
 * @param account the JSON that they sign in with
 * @param token their access token
 * @param userId their account
 * @param tenantId their organization
 * @param id the lead
 */
record SampleLead(String account, String token, UUID userId, UUID tenantId, UUID id) {

  static final String BODY =
      """
      {
        "first_name": "Grace", "last_name": "Hopper", "company": "Navy", "title": "Rear admiral",
        "email": "grace@example.net", "phone": "+14155552671", "website": "https://example.net/",
        "address": {"city": "New York", "country": "US"}, "source": "referral", "score": 70,
        "tags": ["compilers", "priority"]
      }
      """;

  static SampleLead create(URI platform) throws IOException, InterruptedException {
    try (JsonClient client = new JsonClient(platform)) {
      String account =
          """
          {"email": "bench-%s@example.org", "password": "%s"}
          """
              .formatted(UUID.randomUUID(), UUID.randomUUID());
      JsonNode session = client.post("/auth/v1/signup", "", account);
      String token = session.path("access_token").asText();
      JsonNode lead = client.post("/leads/v1/leads", token, BODY);
      return new SampleLead(
          account,
          token,
          UUID.fromString(session.at("/user/id").asText()),
          UUID.fromString(lead.path("tenant_id").asText()),
          UUID.fromString(lead.path("id").asText()));
    }
  }

  /** An API key of theirs that reads leads. */
  String apiKey(URI platform) throws IOException, InterruptedException {
    try (JsonClient client = new JsonClient(platform)) {
      String wanted = "{\"name\": \"benchmark\", \"scopes\": [\"leads:read\"]}";
      return client.post("/auth/v1/api-keys", token, wanted).path("secret").asText();
    }
  }

  /** A token of an OAuth client of theirs that reads leads. */
  String partnerToken(URI platform) throws IOException, InterruptedException {
    try (JsonClient client = new JsonClient(platform)) {
      String wanted =
          """
          {"name": "benchmark", "scopes": ["leads:read"], "grant_types": ["client_credentials"]}
          """;
      JsonNode registered = client.post("/auth/v1/oauth/clients", token, wanted);
      return client.partnerToken(
          registered.at("/client/client_id").asText(), registered.path("client_secret").asText());
    }
  }

  /** As many more tokens of theirs, each of another session. */
  List<String> moreTokens(URI platform, int count) throws IOException, InterruptedException {
    List<String> tokens = new ArrayList<>();
    try (JsonClient client = new JsonClient(platform)) {
      for (int i = 0; i < count; i++) {
        JsonNode session = client.post("/auth/v1/token?grant_type=password", "", account);
        tokens.add(session.path("access_token").asText());
      }
    }
    return tokens;
  }
}
