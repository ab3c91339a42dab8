package com.leadignite.webhook.inbox;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import com.leadignite.webhook.signature.Sample;
import com.leadignite.webhook.signature.SchemeSettings;
import com.leadignite.webhook.signature.Secret;
import com.leadignite.webhook.signature.SourceKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of source from its creation to a webhook in the inbox. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class KindsFlowTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  private static final String HEX = "8f742231b10e8888abcd99ef0f0585a5";

  private final UUID tenant = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8056");
  private final String admin =
      TestTokens.admin().tenant(tenant).scopes("webhooks:read webhooks:write").bearer();

  private Response create(String kind, String settings, String secret) {
    return given()
        .header("Authorization", admin)
        .contentType(ContentType.JSON)
        .body(
            "{\"name\":\"S\",\"kind\":\""
                + kind
                + "\",\"settings\":"
                + settings
                + (secret == null ? "" : ",\"secret\":\"" + secret + "\"")
                + "}")
        .post("/webhooks/v1/sources");
  }

  private static Response send(String path, Map<String, String> headers, byte[] body) {
    String type = headers.get("content-type");
    return given()
        .headers(headers)
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(type, ContentType.TEXT)))
        .body(body)
        .post(path);
  }

  private static JsonNode json(Response answer) {
    try {
      return JSON.readTree(answer.asByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(answer.asString(), e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "generic_hmac | {} | ",
        "standard_webhooks | {} | ",
        "svix | {\"tolerance_seconds\":60} | ",
        "stripe | {} | whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH",
        "github | {} | ",
        "slack | {} | " + HEX,
        "shopify | {} | " + HEX,
        "twilio | {} | " + HEX,
        "vapi | {} | ",
        "vapi | {\"method\":\"bearer\"} | ",
        "vapi | {\"method\":\"hmac\"} | ",
        "vapi | {\"method\":\"sample\"} | ",
        "elevenlabs | {} | wsec_0123456789abcdef0123456789abcdef",
        "calendly | {} | ",
        "hubspot_v3 | {} | 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        "typeform | {} | ",
        "meta | {\"verify_token\":\"lead-ignite\"} | " + HEX,
        "zoom | {} | vwPdp2WtTU6CnQbA-x1_9Z",
      })
  void storesWhatASenderOfTheKindSigned(String kind, String settings, String given)
      throws Exception {
    Response created = create(kind, settings, given);
    assertEquals(201, created.statusCode(), created.asString());
    JsonNode source = json(created);
    assertEquals(given == null, source.has("secret"), source::toString);
    String path = source.get("path").asText();
    var scheme =
        ((SchemeSettings) JSON.readValue(settings, SourceKind.of(kind).orElseThrow().type()))
            .scheme();
    Secret secret = Secret.issued(given == null ? source.get("secret").asText() : given);
    Sample.Signed signed =
        scheme.sign(new Sample(path, "test-1", Instant.now()), secret).orElseThrow();

    Response stored = send(path, signed.headers(), signed.body());
    byte[] other = signed.body().clone();
    other[other.length - 3] ^= 1;
    Response changed = send(path, signed.headers(), other);
    Response again = send(path, signed.headers(), signed.body());

    assertEquals(200, stored.statusCode(), stored.asString());
    assertEquals(200, again.statusCode(), again.asString());
    boolean signsBody =
        !(settings.equals("{}") && kind.equals("vapi")) && !settings.contains("bearer");
    assertEquals(signsBody ? 401 : 200, changed.statusCode(), changed.asString());
    JsonNode items =
        json(given().header("Authorization", admin).get("/webhooks/v1/inbox")).get("items");
    assertEquals(signsBody ? 1 : 2, items.size());
    assertFalse(items.toString().contains(secret.toString()));
    if (kind.equals("twilio")) {
      assertTrue(stored.contentType().startsWith("text/xml"), stored.contentType());
      assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>", stored.asString());
    } else {
      assertTrue(json(again).get("duplicate").asBoolean(), again.asString());
    }
  }

  @Test
  void keepsThePublishedKeyOfGoHighLevelUnlessAnotherIsGiven() {
    Response created = create("gohighlevel", "{\"location_id\":\"loc1\"}", null);

    assertEquals(201, created.statusCode(), created.asString());
    assertFalse(json(created).has("secret"));
    String path = json(created).get("path").asText();
    Response refused =
        send(
            path,
            Map.of("content-type", "application/json", "X-GHL-Signature", "AAAA"),
            "{}".getBytes(StandardCharsets.UTF_8));
    assertEquals(401, refused.statusCode());
  }

  @Test
  void answersMetaAndNobodyElse() {
    String path =
        json(create("meta", "{\"verify_token\":\"lead-ignite\"}", HEX)).get("path").asText();
    String query = "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";

    Response answered = given().get(path + query + "lead-ignite");
    Response refused = given().get(path + query + "lead-ignitf");

    assertEquals(200, answered.statusCode(), answered.asString());
    assertEquals("1158201444", answered.asString());
    assertTrue(answered.contentType().startsWith("text/plain"), answered.contentType());
    assertEquals(404, refused.statusCode(), refused.asString());
    assertEquals(404, given().get("/webhooks/v1/in/" + UUID.randomUUID() + query).statusCode());
    JsonNode items =
        json(given().header("Authorization", admin).get("/webhooks/v1/inbox")).get("items");
    assertEquals(0, items.size());
  }

  /** What GoHighLevel is answered with a 503 it never sends again. */
  @Test
  void answersWhatCannotBeStoredNowAsItsProviderRetries() {
    Map<String, String> headers =
        Map.of("content-type", "application/json", "X-GHL-Signature", "AAAA");
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    String ghl = json(create("gohighlevel", "{\"any_account\":true}", null)).get("path").asText();
    assertEquals(401, send(ghl, headers, body).statusCode());
    PlatformServers.sql("update webhooks.source set settings = '{\"to_come\": 1}'");

    Response answer = send(ghl, headers, body);

    assertEquals(429, answer.statusCode(), answer.asString());
    assertEquals("60", answer.header("Retry-After"));
  }
}
