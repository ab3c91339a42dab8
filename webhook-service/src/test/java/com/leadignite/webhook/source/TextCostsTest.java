package com.leadignite.webhook.source;

import static io.restassured.RestAssured.given;

import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.testkit.cost.TextCosts;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class TextCostsTest extends TextCosts {

  private static final String RECEIVING = "POST /webhooks/v1/in/{source_id}";
  private static final String NEW =
      """
      {
        "name": "NAME",
        "kind": "generic_hmac",
        "settings": {"signed_format": "{timestamp}.{body}", "encoding": "hex"}
      }
      """;

  private static final String EVENTS =
      """
      {
        "events": [
          {
            "id": "01a2029a-094b-7e9c-84b5-d8974993011f",
            "tenant_id": "01a2029a-094b-7e9c-84b5-d8974993011e",
            "occurred_at": "2026-11-27T09:30:00Z",
            "action": "lead.updated",
            "outcome": "allowed",
            "targets": [{"type": "lead", "id": "1"}],
            "changes": {"title": {"before": null, "after": "Admiral"}}
          }
        ]
      }
      """;
  private static final String ENDPOINT =
      """
      {"url": "https://crm.example.com/hooks", "event_types": ["lead.created"]}
      """;

  private final String admin = TestTokens.admin().scopes("webhooks:read webhooks:write").bearer();
  private String source = "";
  private String secret = "";
  private String webhook = "";
  private String changed = "";
  private String endpoint = "";

  @BeforeEach
  void addASource() {
    JsonPath made = newSource();
    source = made.getString("id");
    secret = made.getString("secret");
    changed = newSource().getString("id");
    endpoint =
        given()
            .header("Authorization", admin)
            .contentType("application/json")
            .body(ENDPOINT)
            .post("/webhooks/v1/endpoints")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    webhook =
        given()
            .contentType("application/json")
            .headers(signature(RECEIVING, NEW))
            .body(NEW)
            .post("/webhooks/v1/in/" + source)
            .then()
            .statusCode(200)
            .extract()
            .path("id");
  }

  /** A name that no source has. */
  private static String named() {
    return NEW.replace("NAME", UUID.randomUUID().toString());
  }

  private JsonPath newSource() {
    return given()
        .header("Authorization", admin)
        .contentType("application/json")
        .body(named())
        .post("/webhooks/v1/sources")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  @Override
  protected String authorization(String operation) {
    // A webhook is signed instead.
    if (operation.equals("POST /webhooks/v1/events")) {
      return TestTokens.service("leads-service", "audit:write").bearer();
    }
    return operation.contains("/in/") ? "" : admin;
  }

  @Override
  protected String inPath(String operation, String parameter) {
    if (operation.contains("/endpoints/")) {
      return endpoint;
    }
    if (operation.matches(".*/(events|deliveries)/.*")) {
      return UUID.randomUUID().toString();
    }
    if (operation.startsWith("DELETE")) {
      return newSource().getString("id");
    }
    if (operation.startsWith("PATCH")) {
      return changed;
    }
    if (operation.startsWith("GET") && operation.endsWith("/process")) {
      given()
          .header("Authorization", admin)
          .post("/webhooks/v1/inbox/" + webhook + "/process")
          .then()
          .statusCode(202);
    }
    return operation.contains("/inbox/") ? webhook : source;
  }

  @Override
  protected Map<String, String> headers(String operation) {
    return switch (operation) {
      case "PATCH /webhooks/v1/sources/{id}" ->
          Map.of("if-match", etag("/webhooks/v1/sources/" + changed, admin));
      case "PATCH /webhooks/v1/endpoints/{id}" ->
          Map.of("if-match", etag("/webhooks/v1/endpoints/" + endpoint, admin));
      case "DELETE /webhooks/v1/endpoints/{id}" -> Map.of("if-match", "\"0\"");
      default -> Map.of();
    };
  }

  @Override
  protected String sample(String operation) {
    if (operation.endsWith("/secrets")) {
      return "{\"overlap_seconds\": 60}";
    }
    if (operation.endsWith("/processing")) {
      return "{\"format\": \"vapi\"}";
    }
    if (operation.equals("POST /webhooks/v1/events")) {
      return EVENTS;
    }
    if (operation.endsWith("/deliveries/replay")) {
      return "{\"event_type\": \"lead.created\"}";
    }
    if (operation.contains("/endpoints")) {
      return ENDPOINT;
    }
    return operation.startsWith("PATCH")
        ? "{\"name\": \"N\", \"event_types\": [\"lead.*\"], \"allowed_addresses\": [\"192.0.2.1\"]}"
        : named();
  }

  /** Only a kind that has challenges answers one. */
  @Override
  protected Set<Integer> refusals(String operation) {
    if (operation.startsWith("GET /webhooks/v1/in/")) {
      return Set.of(404);
    }
    if (operation.startsWith("DELETE /webhooks/v1/endpoints")) {
      return Set.of(412);
    }
    return operation.matches(".*/(events|deliveries)/\\{id}.*") ? Set.of(404) : Set.of();
  }

  @Override
  protected Map<String, String> signature(String operation, String body) {
    if (!operation.equals(RECEIVING)) {
      return Map.of();
    }
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    byte[] signature =
        HmacSha256.withKey(secret.getBytes(StandardCharsets.UTF_8)).of(timestamp + "." + body);
    return Map.of(
        "webhook-id",
        "d-1",
        "webhook-timestamp",
        timestamp,
        "webhook-signature",
        HexFormat.of().formatHex(signature));
  }
}
