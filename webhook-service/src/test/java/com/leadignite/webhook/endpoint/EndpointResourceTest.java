package com.leadignite.webhook.endpoint;

import static com.leadignite.webhook.endpoint.EndpointsApi.ENDPOINTS;
import static com.leadignite.webhook.endpoint.EndpointsApi.admin;
import static com.leadignite.webhook.endpoint.EndpointsApi.delete;
import static com.leadignite.webhook.endpoint.EndpointsApi.get;
import static com.leadignite.webhook.endpoint.EndpointsApi.json;
import static com.leadignite.webhook.endpoint.EndpointsApi.patch;
import static com.leadignite.webhook.endpoint.EndpointsApi.post;
import static com.leadignite.webhook.endpoint.EndpointsApi.text;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class EndpointResourceTest {

  private static final String URL = "https://crm.example.com/hooks?key=abc";
  private static final String SMALLEST = "{\"url\":\"" + URL + "\"}";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Inject EndpointSecretStore secrets;

  private final UUID tenant = UUID.randomUUID();
  private final String admin = admin(tenant).bearer();

  private List<String> signing(String id, Instant then) {
    return secrets
        .valid(tenant, UUID.fromString(id), then)
        .await()
        .atMost(Duration.ofMinutes(1))
        .stream()
        .map(SigningKey::text)
        .toList();
  }

  @Test
  void createsOneAndShowsItsSecretOnce() {
    Response created = post(admin, "", SMALLEST);
    ObjectNode endpoint = json(created);
    String id = endpoint.get("id").asText();
    String secret = endpoint.remove("secret").asText();

    assertEquals(201, created.statusCode());
    assertEquals(ENDPOINTS + "/" + id, created.header("Location"));
    assertEquals("\"1\"", created.header("ETag"));
    assertEquals(URL, endpoint.get("url").asText());
    assertEquals("[\"*\"]", endpoint.get("event_types").toString());
    assertEquals(4, endpoint.get("max_concurrency").asInt());
    assertEquals("enabled", endpoint.get("state").asText());
    assertEquals(List.of(secret), signing(id, Instant.now()));
    assertEquals(endpoint, json(get(admin, "/" + id)));
    assertEquals(endpoint, json(get(admin, "")).get("items").get(0));
  }

  @Test
  void storesNoSecretInTheClear() {
    post(admin, "", "{\"url\":\"" + URL + "\",\"secret\":\"" + SECRET + "\"}");

    assertEquals(
        "0",
        text(
            """
            select count(*)
            from webhooks.endpoint_secret
            where position(decode('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64') in sealed) > 0
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://crm.example.com/",
        "ftp://crm.example.com/",
        "https:///path",
        "https://user:pass@crm.example.com/",
        "https://crm.example.com/#x",
        "https://crm.example.com:0/",
        "https://crm.example.com:65536/",
        "https://exämple.com/",
        "https://crm.example.com/a b",
        "crm.example.com",
        "javascript:alert(1)"
      })
  void refusesWhatIsNoHttpsAddress(String url) {
    Response refused = post(admin, "", "{\"url\":\"" + url + "\"}");

    assertEquals(400, refused.statusCode(), refused.asString());
    assertEquals("url", json(refused).get("errors").get(0).get("field").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event_types     | [\"lead.eaten\"]",
        "rate_limit      | 0",
        "rate_limit      | 1001",
        "max_concurrency | 33",
        "secret          | \"whsec_\"",
        "secret          | \"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"",
        "secret          | \"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"",
        "secret          | \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw!\"",
        "color           | 1"
      })
  void refusesWhatBreaksARule(String member, String value) {
    Response refused =
        post(admin, "", "{\"url\":\"" + URL + "\",\"" + member + "\":" + value + "}");

    assertEquals(400, refused.statusCode(), refused.asString());
    assertEquals(member, json(refused).get("errors").get(0).get("field").asText());
    assertFalse(refused.asString().contains("MfKQ"));
  }

  @Test
  void changesTheVersionThatIsNamed() {
    String id = json(post(admin, "", SMALLEST)).get("id").asText();

    Response changed =
        patch(admin, id, "\"1\"", "{\"event_types\":[\"lead.created\"],\"rate_limit\":5}");
    Response late = patch(admin, id, "\"1\"", "{\"rate_limit\":6}");
    Response unnamed = patch(admin, id, "*", "{\"rate_limit\":6}");
    Response cleared = patch(admin, id, "\"2\"", "{\"rate_limit\":null}");

    assertEquals(200, changed.statusCode(), changed.asString());
    assertEquals("\"2\"", changed.header("ETag"));
    assertEquals(URL, json(changed).get("url").asText());
    assertEquals(5, json(changed).get("rate_limit").asInt());
    assertEquals(412, late.statusCode());
    assertEquals("\"2\"", late.header("ETag"));
    assertEquals(428, unnamed.statusCode());
    assertTrue(json(cleared).get("rate_limit").isNull());
    assertEquals(400, patch(admin, id, "\"3\"", "{\"url\":\"http://a.example/\"}").statusCode());
  }

  @Test
  void rotatesSoThatBothSignForAWhile() {
    ObjectNode endpoint = json(post(admin, "", SMALLEST));
    String id = endpoint.get("id").asText();
    String first = endpoint.get("secret").asText();

    Response rotated = post(admin, "/" + id + "/secrets", "{\"overlap_seconds\":3600}");
    String second = json(rotated).get("secret").asText();

    assertEquals(201, rotated.statusCode());
    assertEquals(List.of(second, first), signing(id, Instant.now()));
    assertEquals(List.of(second), signing(id, Instant.now().plusSeconds(3601)));
    assertEquals(
        400, post(admin, "/" + id + "/secrets", "{\"secret\":\"" + second + "\"}").statusCode());
  }

  @Test
  void deletesOneWithItsSecrets() {
    String id = json(post(admin, "", SMALLEST)).get("id").asText();

    assertEquals(412, delete(admin, id, "\"7\"").statusCode());
    assertEquals(204, delete(admin, id, "\"1\"").statusCode());
    assertEquals(404, get(admin, "/" + id).statusCode());
    assertEquals(404, delete(admin, id, "\"1\"").statusCode());
    assertEquals("0", text("select count(*) from webhooks.endpoint_secret"));
  }

  @Test
  void hasAsManyAsAnOrganizationMayHave() {
    for (int i = 0; i < 20; i++) {
      assertEquals(201, post(admin, "", SMALLEST).statusCode());
    }

    Response refused = post(admin, "", SMALLEST);

    assertEquals(409, refused.statusCode());
    assertTrue(json(refused).get("type").asText().endsWith("too-many-endpoints"));
  }

  @Test
  void isForAdminsOfTheOrganizationAlone() {
    String id = json(post(admin, "", SMALLEST)).get("id").asText();
    String other = admin(UUID.randomUUID()).bearer();

    assertEquals(404, get(other, "/" + id).statusCode());
    assertEquals(404, patch(other, id, "\"1\"", "{}").statusCode());
    assertEquals(404, delete(other, id, "\"1\"").statusCode());
    assertEquals(404, post(other, "/" + id + "/secrets", "{}").statusCode());
    assertEquals(403, post(admin(tenant).role(Role.MANAGER).bearer(), "", SMALLEST).statusCode());
    assertEquals(
        403,
        post(admin(tenant).assurance(AssuranceLevel.AAL1).bearer(), "", SMALLEST).statusCode());
    assertEquals(
        403, post(admin(tenant).scopes("webhooks:read").bearer(), "", SMALLEST).statusCode());
    assertEquals(401, given().get(ENDPOINTS).statusCode());
  }

  @Test
  void namesInAuditEventsTheHostAlone() {
    post(admin, "", SMALLEST);

    String event =
        text("select event from webhooks.outbox where event like '%webhook.endpoint.created%'");
    assertTrue(event.contains("crm.example.com"), event);
    assertFalse(event.contains("key=abc"), event);
  }

  @Test
  void listsTheCatalogue() {
    Response types = given().header("Authorization", admin).get("/webhooks/v1/event-types");

    assertEquals(200, types.statusCode());
    assertEquals("webhook.received", json(types).get("items").get(0).get("name").asText());
    assertEquals("object", json(types).get("items").get(0).get("schema").get("type").asText());
  }
}
