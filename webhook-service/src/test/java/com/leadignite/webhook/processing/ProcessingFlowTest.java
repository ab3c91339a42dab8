package com.leadignite.webhook.processing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.testkit.peer.TestingAuth;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a stored webhook to what leads-service is told, and what admins see of it. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(TestingAuth.class)
@WithTestResource(TestingLeads.class)
@ExtendWith(CleanDatabase.class)
class ProcessingFlowTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTACT =
      """
      {"type": "ContactCreate", "id": "con1", "firstName": "Ann", "email": "ann@example.com"}
      """;

  private final UUID tenant = UUID.randomUUID();
  private final UUID user = UUID.randomUUID();
  private final String admin =
      TestTokens.admin().tenant(tenant).user(user).scopes("webhooks:read webhooks:write").bearer();
  private String source = "";
  private String secret = "";

  @BeforeEach
  void aSourceThatIsReadAsGoHighLevel() {
    TestingAuth.join(tenant, user, Role.ADMIN);
    TestingLeads.forget();
    JsonPath made =
        given()
            .header("Authorization", admin)
            .contentType("application/json")
            .body("{\"name\":\"Dialer\",\"kind\":\"generic_hmac\"}")
            .post("/webhooks/v1/sources")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    source = made.getString("id");
    secret = made.getString("secret");
    put("{\"format\": \"gohighlevel\"}").then().statusCode(200);
  }

  @Test
  void aContactIsReportedToLeadsService() throws IOException {
    UUID assignee = UUID.randomUUID();
    TestingAuth.join(tenant, assignee, Role.AGENT);
    put("{\"format\": \"gohighlevel\", \"assignee_id\": \"" + assignee + "\"}")
        .then()
        .statusCode(200)
        .body("owner_id", nullValue());

    String webhook = deliver("d-1", CONTACT);

    ended(webhook, "processed")
        .body("lead_id", equalTo(TestingLeads.LEAD))
        .body("call_id", equalTo(TestingLeads.CALL))
        .body("attempts", equalTo(1))
        .body("last_error", nullValue());
    JsonNode report = JSON.readTree(only(TestingLeads.taken()));
    assertEquals(tenant.toString(), report.at("/organization_id").textValue());
    assertEquals(webhook, report.at("/delivery_id").textValue());
    assertEquals(user.toString(), report.at("/owner_id").textValue());
    assertEquals(assignee.toString(), report.at("/assignee_id").textValue());
    assertEquals("Ann", report.at("/lead/first_name").textValue());
    assertEquals("con1", report.at("/lead/external_id").textValue());
    assertEquals("Dialer", report.at("/lead/source").textValue());
    assertFalse(report.has("call"));
  }

  @Test
  void whatFailsIsTriedAgainUnderTheSameId() {
    TestingLeads.answerNext(503, "{}");
    TestingLeads.answerNext(500, "{}");

    String webhook = deliver("d-1", CONTACT);

    ended(webhook, "processed").body("attempts", equalTo(3));
    assertEquals(3, TestingLeads.taken().size());
    assertEquals(1, Set.copyOf(TestingLeads.taken()).size());
  }

  @Test
  void whatIsRefusedIsADeadLetterUntilItIsSentAgain() throws SQLException {
    TestingLeads.answerNext(
        400, "{\"errors\": [{\"field\": \"owner_id\", \"message\": \"must be a member\"}]}");

    String webhook = deliver("d-1", CONTACT);

    ended(webhook, "dead")
        .body("attempts", equalTo(1))
        .body("last_error", equalTo("leads-service answers 400: owner_id must be a member"));
    list("?state=dead").body("items.webhook_id", equalTo(List.of(webhook)));
    assertTrue(actions().contains("webhook.processing.failed"));

    process(admin, webhook).then().statusCode(202).body("state", equalTo("pending"));

    ended(webhook, "processed");
    list("?state=dead").body("items", equalTo(List.of()));
    assertTrue(actions().contains("webhook.replayed"));
  }

  @Test
  void whatFailsTooOftenIsADeadLetter() {
    for (int i = 0; i < 4; i++) {
      TestingLeads.answerNext(503, "{}");
    }

    String webhook = deliver("d-1", CONTACT);

    ended(webhook, "dead")
        .body("attempts", equalTo(4))
        .body("last_error", equalTo("leads-service answers 503"));
  }

  @Test
  void whatIsNoJsonIsADeadLetterAndWhatIsNoWorkIsIgnored() {
    String broken = deliver("d-1", "{\"type\": ");
    String list = deliver("d-2", "[]");
    String deep = deliver("d-3", "{\"a\":".repeat(100) + "1" + "}".repeat(100));
    String other = deliver("d-4", "{\"type\": \"InvoicePaid\"}");

    ended(broken, "dead").body("last_error", startsWith("the body is no JSON"));
    ended(list, "dead");
    ended(deep, "dead");
    ended(other, "ignored").body("last_error", equalTo("this type is not processed"));
    assertEquals(List.of(), TestingLeads.taken());
    list("").body("items.webhook_id", equalTo(List.of(other, deep, list, broken)));
  }

  @Test
  void whatLeadsServiceMakesNothingOfIsIgnored() {
    TestingLeads.answerNext(200, "{\"outcome\": \"unnamed\", \"lead_id\": null}");
    TestingLeads.answerNext(
        200, "{\"outcome\": \"deleted\", \"lead_id\": \"" + TestingLeads.LEAD + "\"}");

    String unnamed = deliver("d-1", CONTACT);
    ended(unnamed, "ignored").body("lead_id", nullValue());
    String deleted = deliver("d-2", CONTACT);

    ended(deleted, "ignored").body("last_error", equalTo("the lead was deleted"));
  }

  @Test
  void aSourceThatIsNotProcessedCostsNothingAndCanBeProcessedLater() {
    put("{}").then().statusCode(200);
    String webhook = deliver("d-1", CONTACT);
    get(admin, "/inbox/" + webhook + "/process").then().statusCode(404);
    list("").body("items", equalTo(List.of()));

    put("{\"format\": \"gohighlevel\"}").then().statusCode(200);
    process(admin, webhook).then().statusCode(202);

    ended(webhook, "processed");
  }

  @Test
  void duplicatesAreQueuedOnce() {
    String webhook = deliver("d-1", CONTACT);
    assertEquals(webhook, deliver("d-1", CONTACT));
    ended(webhook, "processed");

    assertEquals(webhook, deliver("d-1", CONTACT));

    list("").body("items.webhook_id", equalTo(List.of(webhook)));
    assertEquals(1, TestingLeads.taken().size());
  }

  @Test
  @Tag("B8")
  @Tag("B34")
  void othersSeeAndProcessNothing() {
    String webhook = deliver("d-1", CONTACT);
    ended(webhook, "processed");
    String stranger = TestTokens.admin().scopes("webhooks:read webhooks:write").bearer();
    String reader = TestTokens.admin().tenant(tenant).scopes("webhooks:read").bearer();

    get(stranger, "/inbox/" + webhook + "/process").then().statusCode(404);
    process(stranger, webhook).then().statusCode(404);
    get(stranger, "/processing").then().body("items", equalTo(List.of()));
    get(stranger, "/sources/" + source + "/processing").then().statusCode(404);
    process(reader, webhook).then().statusCode(403);
    get(admin, "/inbox/no-id/process").then().statusCode(404);
  }

  @Test
  @Tag("B35")
  void refusesPeopleOutsideTheOrganizationAndUnknownFormats() throws SQLException {
    UUID stranger = UUID.randomUUID();
    TestingAuth.leave(tenant, stranger);
    put("{\"owner_id\": \"" + stranger + "\"}")
        .then()
        .statusCode(400)
        .body("errors.field", equalTo(List.of("owner_id")));
    put("{\"format\": \"carrier_pigeon\"}").then().statusCode(400);
    put("{\"tenant_id\": \"" + UUID.randomUUID() + "\"}").then().statusCode(400);

    get(admin, "/sources/" + source + "/processing").then().body("format", equalTo("gohighlevel"));
    assertTrue(actions().contains("webhook.source.processing_changed"));
  }

  @Test
  void theDatabaseKnowsTheFormats() throws SQLException {
    try (var connection = PlatformServers.superuser().getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("select unnest(webhooks.processed_formats()) order by 1")) {
      List<String> known = new ArrayList<>();
      while (rows.next()) {
        known.add(rows.getString(1));
      }
      assertEquals(
          Arrays.stream(Format.values())
              .filter(format -> format != Format.NONE)
              .map(Format::wireName)
              .sorted()
              .collect(Collectors.toList()),
          known);
    }
  }

  private String deliver(String id, String body) {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    byte[] signature =
        HmacSha256.withKey(secret.getBytes(StandardCharsets.UTF_8))
            .of(id + "." + timestamp + "." + body);
    return given()
        .contentType("application/json")
        .headers(
            Map.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", HexFormat.of().formatHex(signature)))
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/webhooks/v1/in/" + source)
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  private Response put(String settings) {
    return given()
        .header("Authorization", admin)
        .contentType("application/json")
        .body(settings)
        .put("/webhooks/v1/sources/" + source + "/processing");
  }

  private static Response process(String bearer, String webhook) {
    return given()
        .header("Authorization", bearer)
        .post("/webhooks/v1/inbox/" + webhook + "/process");
  }

  private static Response get(String bearer, String path) {
    return given().header("Authorization", bearer).get("/webhooks/v1" + path);
  }

  private ValidatableResponse list(String query) {
    return get(admin, "/processing" + query).then().statusCode(200);
  }

  /** Waits for the end of a webhook. */
  private ValidatableResponse ended(String webhook, String state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    Response answer;
    do {
      answer = get(admin, "/inbox/" + webhook + "/process");
    } while (answer.path("state").equals("pending") && System.nanoTime() < end);
    return answer.then().statusCode(200).body("state", equalTo(state));
  }

  private static String only(List<String> all) {
    assertEquals(1, all.size(), all.toString());
    return all.getFirst();
  }

  private static List<String> actions() throws SQLException {
    try (var connection = PlatformServers.superuser().getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("select event::jsonb ->> 'action' from webhooks.outbox")) {
      List<String> actions = new ArrayList<>();
      while (rows.next()) {
        actions.add(rows.getString(1));
      }
      return actions;
    }
  }
}
