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

  private final String admin = TestTokens.admin().scopes("webhooks:read webhooks:write").bearer();
  private String source = "";
  private String secret = "";
  private String webhook = "";
  private String changed = "";

  @BeforeEach
  void addASource() {
    JsonPath made = newSource();
    source = made.getString("id");
    secret = made.getString("secret");
    changed = newSource().getString("id");
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
    return operation.contains("/in/") ? "" : admin;
  }

  /** Only a kind that has challenges answers one. */
  @Override
  protected Set<Integer> refusals(String operation) {
    return operation.startsWith("GET /webhooks/v1/in/") ? Set.of(404) : Set.of();
  }

  @Override
  protected String inPath(String operation, String parameter) {
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
    return operation.startsWith("PATCH")
        ? Map.of("if-match", etag("/webhooks/v1/sources/" + changed, admin))
        : Map.of();
  }

  @Override
  protected String sample(String operation) {
    if (operation.startsWith("PATCH")) {
      return "{\"name\": \"N\", \"event_types\": [\"lead.*\"], \"allowed_addresses\": [\"192.0.2.1\"]}";
    }
    if (operation.endsWith("/processing")) {
      return "{\"format\": \"vapi\"}";
    }
    return operation.endsWith("/secrets") ? "{\"overlap_seconds\": 60}" : named();
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
