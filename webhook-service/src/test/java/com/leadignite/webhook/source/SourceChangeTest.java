package com.leadignite.webhook.source;

import static com.leadignite.webhook.source.SourcesApi.SMALLEST;
import static com.leadignite.webhook.source.SourcesApi.SOURCES;
import static com.leadignite.webhook.source.SourcesApi.admin;
import static com.leadignite.webhook.source.SourcesApi.get;
import static com.leadignite.webhook.source.SourcesApi.json;
import static com.leadignite.webhook.source.SourcesApi.post;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of a source, and what they do to its webhooks. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SourceChangeTest {

  private final UUID tenant = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8056");
  private final UUID other = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private final String admin = admin(tenant).bearer();
  private ObjectNode source = JsonNodeFactory.instance.objectNode();
  private int deliveries;

  @BeforeEach
  void addASource() {
    source = json(post(admin, "", SMALLEST));
  }

  private String id() {
    return source.get("id").asText();
  }

  private Response patch(String bearer, String etag, String body) {
    var request =
        given()
            .header("Authorization", bearer)
            .contentType("application/merge-patch+json")
            .body(body);
    return (etag.isEmpty() ? request : request.header("If-Match", etag))
        .patch(SOURCES + "/" + id());
  }

  private void change(String body) {
    Response answer = patch(admin, get(admin, "/" + id()).header("ETag"), body);
    assertEquals(200, answer.statusCode(), answer.asString());
  }

  private Response send(String body) {
    String delivery = "d-" + deliveries++;
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    return given()
        .contentType("application/json")
        .header("webhook-id", delivery)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", hmac(delivery + "." + timestamp + "." + body))
        .body(body)
        .post(source.get("path").asText());
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = source.get("secret").asText().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private int stored() {
    return json(given().header("Authorization", admin).get("/webhooks/v1/inbox"))
        .get("items")
        .size();
  }

  @Test
  void changesWhatThePatchNamesAndNothingElse() {
    Response read = get(admin, "/" + id());
    Response changed =
        patch(
            admin,
            read.header("ETag"),
            "{\"name\":\"Renamed\",\"settings\":{\"tolerance_seconds\":60},\"max_body_bytes\":100,"
                + "\"rate_limit\":7,\"event_types\":[\"lead.*\"],"
                + "\"allowed_addresses\":[\"192.0.2.0/24\",\"::1\"],\"paused\":true}");

    assertEquals(200, changed.statusCode(), changed.asString());
    JsonNode now = json(changed);
    assertEquals("Renamed", now.get("name").asText());
    assertEquals(60, now.at("/settings/tolerance_seconds").asInt());
    assertEquals("webhook-id", now.at("/settings/id_header").asText());
    assertEquals(7, now.get("rate_limit").asInt());
    assertEquals("[\"lead.*\"]", now.get("event_types").toString());
    assertEquals("\"192.0.2.0/24\"", now.get("allowed_addresses").get(0).toString());
    assertEquals(json(get(admin, "/" + id())), now);
    assertEquals("\"1\"", read.header("ETag"));
    assertEquals("\"2\"", changed.header("ETag"));
    assertEquals(
        304,
        given()
            .header("Authorization", admin)
            .header("If-None-Match", "\"2\"")
            .get(SOURCES + "/" + id())
            .statusCode());
  }

  @Test
  @Tag("B35")
  void refusesAChangeOfWhatTheCallerHasNotSeen() {
    assertEquals(428, patch(admin, "", "{\"paused\":true}").statusCode());
    assertEquals(428, patch(admin, "*", "{\"paused\":true}").statusCode());
    assertEquals(400, patch(admin, "W/\"1\"", "{\"paused\":true}").statusCode());
    Response outdated = patch(admin, "\"7\"", "{\"paused\":true}");
    assertEquals(412, outdated.statusCode());
    assertEquals("\"1\"", outdated.header("ETag"));
  }

  @Test
  @Tag("B34")
  void isAnAdminsOfTheOrganizationWithTwoFactors() {
    assertEquals(404, patch(admin(other).bearer(), "\"1\"", "{\"paused\":true}").statusCode());
    assertEquals(404, post(admin(other).bearer(), "/" + id() + "/test", "").statusCode());
    String oneFactor = admin(tenant).assurance(AssuranceLevel.AAL1).bearer();
    assertEquals(403, patch(oneFactor, "\"1\"", "{\"paused\":true}").statusCode());
    String reader = admin(tenant).scopes("webhooks:read").bearer();
    assertEquals(403, patch(reader, "\"1\"", "{\"paused\":true}").statusCode());
  }

  @ParameterizedTest
  @Tag("B35")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"max_body_bytes\":1048577}",
        "{\"max_body_bytes\":0}",
        "{\"rate_limit\":0}",
        "{\"allowed_addresses\":[\"example.com\"]}",
        "{\"allowed_addresses\":[\"192.0.2.0/33\"]}",
        "{\"kind\":\"stripe\"}",
        "{\"secret\":\"a secret that we brought along\"}",
        "{\"name\":null}",
        "{\"settings\":{\"tolerance_seconds\":0}}",
        "{\"settings\":{\"id_header\":\"webhook-timestamp\"}}",
        "{\"settings\":[]}",
        "[]",
      })
  void refusesWhatIsNotToBeSet(String body) {
    assertEquals(400, patch(admin, "\"1\"", body).statusCode());
    assertEquals("\"1\"", get(admin, "/" + id()).header("ETag"));
  }

  @Test
  void answersAPausedSourcesWebhooksSoThatTheyComeAgain() {
    change("{\"paused\":true}");
    Response paused = send("{}");
    change("{\"paused\":false}");
    Response resumed = send("{}");

    assertEquals(503, paused.statusCode(), paused.asString());
    assertEquals("300", paused.header("Retry-After"));
    assertEquals(200, resumed.statusCode());
    assertEquals(1, stored());
  }

  @Test
  void storesNoEventThatIsNotWanted() {
    change("{\"event_types\":[\"lead.*\",\"call.ended\"]}");

    assertEquals(204, send("{\"type\":\"invoice.paid\"}").statusCode());
    assertEquals(200, send("{\"type\":\"lead.created\"}").statusCode());
    assertEquals(200, send("{\"type\":\"call.ended\"}").statusCode());
    assertEquals(204, send("{\"type\":\"call.ended.twice\"}").statusCode());
    assertEquals(200, send("no type at all").statusCode());
    assertEquals(3, stored());
  }

  @Test
  void takesNoWebhookOfAnotherAddressAndTellsTheAuditLog() throws Exception {
    change("{\"allowed_addresses\":[\"192.0.2.0/24\"]}");
    Response refused = send("{}");
    change("{\"allowed_addresses\":[\"192.0.2.0/24\",\"127.0.0.0/8\",\"::1\"]}");
    Response taken = send("{}");

    assertEquals(403, refused.statusCode(), refused.asString());
    assertTrue(refused.asString().contains("address-not-allowed"), refused.asString());
    assertEquals(200, taken.statusCode(), taken.asString());
    try (var connection = PlatformServers.superuser().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select count(*)
                from webhooks.outbox
                where event::jsonb ->> 'action' = 'webhook.rejected'
                  and event::jsonb #>> '{metadata,reason}' = 'address_not_allowed'
                """)) {
      rows.next();
      assertEquals(1, rows.getInt(1));
    }
  }

  @Test
  void takesNoBodyOverTheSourcesOwnCap() {
    change("{\"max_body_bytes\":10}");

    assertEquals(200, send("1234567890").statusCode());
    assertEquals(413, send("12345678901").statusCode());
  }

  @Test
  void takesAsManyAMinuteAsTheSourceSays() {
    change("{\"rate_limit\":2}");

    assertEquals(200, send("{}").statusCode());
    assertEquals(200, send("{}").statusCode());
    Response over = send("{}");
    assertEquals(429, over.statusCode());
    assertTrue(Integer.parseInt(over.header("Retry-After")) <= 70);
    assertEquals(2, stored());
  }

  @Test
  void triesASourceOutByTheWayThatWebhooksTake() {
    Response tried = post(admin, "/" + id() + "/test", "");

    assertEquals(200, tried.statusCode(), tried.asString());
    JsonNode result = json(tried);
    assertTrue(result.get("stored").asBoolean(), tried.asString());
    String webhook = result.get("webhook_id").asText();
    String item =
        given().header("Authorization", admin).get("/webhooks/v1/inbox/" + webhook).asString();
    assertTrue(item.contains("leadignite.test"), item);
    change("{\"event_types\":[\"lead.*\"]}");
    assertEquals(204, json(post(admin, "/" + id() + "/test", "")).get("status").asInt());
    change("{\"event_types\":[],\"paused\":true}");
    assertEquals(503, json(post(admin, "/" + id() + "/test", "")).get("status").asInt());
    assertEquals(1, stored());
  }

  @Test
  void cannotSignForASenderWhoseKeyIsPublic() {
    source =
        json(
            post(
                admin,
                "",
                "{\"name\":\"GHL\",\"kind\":\"gohighlevel\",\"settings\":{\"any_account\":true}}"));

    Response tried = post(admin, "/" + id() + "/test", "");

    assertEquals(409, tried.statusCode());
    assertTrue(tried.asString().contains("sample-impossible"), tried.asString());
  }
}
