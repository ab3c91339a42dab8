package com.leadignite.webhook.source;

import static com.leadignite.webhook.source.SourcesApi.SMALLEST;
import static com.leadignite.webhook.source.SourcesApi.SOURCES;
import static com.leadignite.webhook.source.SourcesApi.admin;
import static com.leadignite.webhook.source.SourcesApi.get;
import static com.leadignite.webhook.source.SourcesApi.json;
import static com.leadignite.webhook.source.SourcesApi.post;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SourceResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final UUID tenant = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8056");
  private final UUID other = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private final String admin = admin(tenant).bearer();

  private static JsonNode detail(Response answer) {
    return json(answer).get("detail");
  }

  @Test
  @Tag("B19")
  void locatesANewSourceWithoutTheHostThatTheCallerNames() {
    Response created =
        given()
            .header("Authorization", admin)
            .header("Host", "evil.example")
            .header("X-Forwarded-Host", "evil.example")
            .header("Forwarded", "host=evil.example")
            .contentType("application/json")
            .body(SMALLEST)
            .post(SOURCES);

    assertEquals(201, created.statusCode());
    assertEquals(
        "/webhooks/v1/sources/" + json(created).get("id").asText(), created.header("Location"));
  }

  @Test
  void showsTheSecretItMadeInTheAnswerThatMadeItOnly() {
    Response created = post(admin, "", SMALLEST);
    ObjectNode source = json(created);
    String id = source.get("id").asText();

    assertEquals(201, created.statusCode());
    assertEquals("/webhooks/v1/sources/" + id, created.header("Location"));
    String secret = source.remove("secret").asText();
    assertEquals(43, secret.length());
    ObjectNode expected =
        JSON.createObjectNode().put("id", id).put("name", "Dialer").put("kind", "generic_hmac");
    expected
        .putObject("settings")
        .put("signature_header", "webhook-signature")
        .put("timestamp_header", "webhook-timestamp")
        .put("id_header", "webhook-id")
        .put("encoding", "hex")
        .put("prefix", "")
        .put("signed_format", "{id}.{timestamp}.{body}")
        .put("tolerance_seconds", 300);
    expected
        .put("path", "/webhooks/v1/in/" + id)
        .put("max_body_bytes", 1 << 20)
        .putNull("rate_limit")
        .put("paused", false)
        .put("created_at", source.get("created_at").asText());
    expected.putArray("event_types");
    expected.putArray("allowed_addresses");
    assertEquals(expected, source);
    assertEquals(expected, json(get(admin, "/" + id)));
    JsonNode list = json(get(admin, ""));
    assertEquals(expected, list.get("items").get(0));
    assertEquals(1, list.get("items").size());
    assertTrue(list.get("next").isNull());
  }

  @Test
  void doesNotShowASecretThatWasGiven() {
    String secret = "a secret that we brought along";

    Response created =
        post(admin, "", "{\"name\":\"D\",\"kind\":\"generic_hmac\",\"secret\":\"" + secret + "\"}");

    assertFalse(json(created).has("secret"));
  }

  @Test
  void storesNoSecretInTheClear() throws SQLException {
    ObjectNode source = json(post(admin, "", SMALLEST));
    try (var connection = PlatformServers.superuser().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select sealed from webhooks.source_secret")) {
      rows.next();
      String stored = new String(rows.getBytes(1), StandardCharsets.ISO_8859_1);

      assertFalse(stored.contains(source.get("secret").asText()));
      assertFalse(rows.next());
    }
  }

  @Test
  void keepsSettingsAsGiven() {
    ObjectNode body = JSON.createObjectNode().put("name", " Shop ").put("kind", "generic_hmac");
    ObjectNode settings =
        body.putObject("settings")
            .put("signature_header", "x-sig")
            .put("timestamp_header", "x-time")
            .put("id_header", "x-id")
            .put("encoding", "base64")
            .put("prefix", "v1=")
            .put("signed_format", "v0:{timestamp}:{body}")
            .put("tolerance_seconds", 1800);

    ObjectNode source = json(post(admin, "", body.toString()));

    assertEquals("Shop", source.get("name").asText());
    assertEquals(settings, source.get("settings"));
  }

  @ParameterizedTest
  @Tag("B35")
  @Tag("B38")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | name is needed; kind is needed",
        "{\"name\":\" \",\"kind\":\"generic_hmac\"} | name is needed",
        "{\"name\":\"x\"} | kind is needed",
        "{\"name\":\"x\",\"kind\":\"none\"} | kind must be one of generic_hmac, standard_webhooks, svix, stripe, github, slack, shopify, twilio, gohighlevel, vapi, elevenlabs, calendly, hubspot_v3, typeform, meta, zoom",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"short\"} | secret must have 20 to 256 bytes",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"\"} | secret must have 20 to 256 bytes",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"                              \"} | secret must not begin or end with white space or contain invisible characters",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"a secret that we brought along\\n\"} | secret must not begin or end with white space or contain invisible characters",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"a secret that we brought along\\r\\n\"} | secret must not begin or end with white space or contain invisible characters",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\" a secret that we brought along\"} | secret must not begin or end with white space or contain invisible characters",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"a secret that we\\tbrought along\"} | secret must not begin or end with white space or contain invisible characters",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"a secret that we\\u200bbrought along\"} | secret must not begin or end with white space or contain invisible characters",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"a secret that we brought along\\u00a0\"} | secret must not begin or end with white space or contain invisible characters",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"a secret that we\\u2028brought along\"} | secret must not begin or end with white space or contain invisible characters",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"} | secret must have 5 different characters or more",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"01010101010101010101010101010101\"} | secret must have 5 different characters or more",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"tolerance_seconds\":1801}} | settings.tolerance_seconds must be a whole number from 1 to 1800",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"short\",\"settings\":[1],\"a\":1} | settings must be an object; secret must have 20 to 256 bytes; a is not a member that can be written here",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"a\":1}} | settings.a is not a member that can be written here",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"tolerance_seconds\":0}} | settings.tolerance_seconds must be a whole number from 1 to 1800",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"tolerance_seconds\":-1}} | settings.tolerance_seconds must be a whole number from 1 to 1800",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"encoding\":\"rot13\"}} | settings.encoding must be one of hex, base64",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"signed_format\":\"{body}\"}} | settings signed_format must have {timestamp}: unsigned, it proves nothing",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"signed_format\":\"{url}\"}} | settings signed_format has characters or placeholders that are not known",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"id_header\":\"authorization\"}} | settings header names must be different ones in lower case, free of other meanings",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"id_header\":\"a b\"}} | settings.id_header must be the name of a header field, of letters, digits and hyphens",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"id_header\":\"webhook-timestamp\"}} | settings header names must be different ones in lower case, free of other meanings",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"secret\":\"three and twenty bytes.\"} | secret must have 24 to 256 bytes",
        "{\"name\":\"x\",\"kind\":\"stripe\"} | secret is needed: the provider makes it and shows it to you",
        "{\"name\":\"x\",\"kind\":\"stripe\",\"secret\":\"a secret that we brought along\"} | secret must be the endpoint's signing secret: whsec_…",
        "{\"name\":\"x\",\"kind\":\"slack\",\"secret\":\"8F742231B10E8888ABCD99EF0F0585A5\"} | secret must be the provider's: 32 hexadecimal digits in lower case",
        "{\"name\":\"x\",\"kind\":\"hubspot_v3\",\"secret\":\"8f742231b10e8888abcd99ef0f0585a5\"} | secret must be the app's client secret: a UUID",
        "{\"name\":\"x\",\"kind\":\"standard_webhooks\",\"secret\":\"whsec_c2hvcnQgc2hvcnQ=\"} | secret must be whsec_ and the base64 of 24 to 64 bytes, or whpk_ and that of a public key",
        "{\"name\":\"x\",\"kind\":\"standard_webhooks\",\"secret\":\"whpk_c2hvcnQgc2hvcnQ=\"} | secret must be whsec_ and the base64 of 24 to 64 bytes, or whpk_ and that of a public key",
        "{\"name\":\"x\",\"kind\":\"gohighlevel\"} | settings location_id or company_id is needed, or any_account to be true",
        "{\"name\":\"x\",\"kind\":\"gohighlevel\",\"settings\":{\"company_id\":\"c\"},\"secret\":\"a secret that we brought along\"} | secret must be the base64 of an Ed25519 public key (SubjectPublicKeyInfo)",
        "{\"name\":\"x\",\"kind\":\"gohighlevel\",\"settings\":{\"legacy_public_key\":\"abc\"}} | settings legacy_public_key must be an RSA public key",
        "{\"name\":\"x\",\"kind\":\"meta\",\"secret\":\"8f742231b10e8888abcd99ef0f0585a5\"} | settings verify_token is needed",
        "{\"name\":\"x\",\"kind\":\"github\",\"settings\":{\"a\":1}} | settings.a is not a member that can be written here",
        "{\"name\":\"x\",\"kind\":\"vapi\",\"settings\":{\"method\":\"hmac\",\"id_header\":\"x-timestamp\"}} | settings header names must be different ones in lower case, free of other meanings",
        "{\"name\":\"x\",\"kind\":\"vapi\",\"settings\":{\"method\":\"hmac\",\"secret_is_base64\":true},\"secret\":\"a secret that we brought along\"} | secret must be base64, as the settings say",
        "{\"name\":\"x\",\"kind\":\"twilio\",\"settings\":{\"url\":\"ftp://a\"}} | settings.url must be an http or https address without a query",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"prefix\":\"a b\"}} | settings.prefix must be at most 20 visible characters",
      })
  void refusesASourceThatWouldNotBeSafe(String body, String errors) {
    Response answer = post(admin, "", body);

    assertEquals(400, answer.statusCode(), answer.asString());
    assertEquals(errors, errors(answer));
    assertEquals(0, json(get(admin, "")).get("items").size());
  }

  private static String errors(Response answer) {
    List<String> errors = new ArrayList<>();
    json(answer)
        .get("errors")
        .forEach(
            error -> errors.add(error.get("field").asText() + " " + error.get("message").asText()));
    return String.join("; ", errors);
  }

  @ParameterizedTest
  @Tag("B35")
  @Tag("B38")
  @ValueSource(
      strings = {
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"tenant_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"id\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"kind\":\"generic_hmac\"}",
        "{\"name\":1,\"kind\":\"generic_hmac\"}",
        "{\"name\":\"\\ud800\",\"kind\":\"generic_hmac\"}",
        "{\"name\":\"\\u0000\",\"kind\":\"generic_hmac\"}",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":[]}",
        "{\"name\":\"x\",\"kind\":\"generic_hmac\",\"settings\":{\"tolerance_seconds\":1e99}}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "{",
      })
  void refusesOddBodiesAndMembersThatAreNotTheCallersToSet(String body) {
    Response answer = post(admin, "", body);

    assertEquals(400, answer.statusCode(), answer.asString());
    assertEquals("application/problem+json", answer.contentType());
    assertEquals(0, json(get(admin, "")).get("items").size());
  }

  @Test
  void letsNoTwoSourcesHaveOneName() {
    post(admin, "", SMALLEST);

    Response again = post(admin, "", SMALLEST);
    Response elsewhere = post(admin(other).bearer(), "", SMALLEST);

    assertEquals(409, again.statusCode());
    assertEquals("/problems/source-name-taken", json(again).get("type").asText());
    assertEquals(201, elsewhere.statusCode());
  }

  @Test
  @Tag("B34")
  void answersTheSameForAnotherOrganizationsSourceAndForNone() {
    String id = json(post(admin, "", SMALLEST)).get("id").asText();
    String stranger = admin(other).bearer();

    for (String path : List.of("/" + id, "/" + UUID.randomUUID(), "/1", "/1-1-1-1-1", "/null")) {
      Response read = get(stranger, path);
      Response deleted = given().header("Authorization", stranger).delete(SOURCES + path);
      Response rotated = post(stranger, path + "/secrets", "{}");
      for (Response answer : List.of(read, deleted, rotated)) {
        assertEquals(404, answer.statusCode());
        assertEquals("There is no such source.", detail(answer).asText());
      }
    }
    assertEquals(0, json(get(stranger, "")).get("items").size());
    assertEquals(1, json(get(admin, "")).get("items").size());
  }

  @Test
  void letsAdminsWithTheScopeAndTwoFactorsOnly() {
    for (Role role : List.of(Role.USER, Role.AGENT, Role.MANAGER)) {
      assertEquals(403, post(admin(tenant).role(role).bearer(), "", SMALLEST).statusCode());
      assertEquals(403, get(admin(tenant).role(role).bearer(), "").statusCode());
    }
    String platformAdmin = admin(other).role(Role.PLATFORM_ADMIN).bearer();
    assertEquals(201, post(platformAdmin, "", SMALLEST).statusCode());
    assertEquals(1, json(get(platformAdmin, "")).get("items").size());
    assertEquals(0, json(get(admin, "")).get("items").size());
    String reader = admin(tenant).scopes("webhooks:read").bearer();
    assertEquals(200, get(reader, "").statusCode());
    assertEquals(403, post(reader, "", SMALLEST).statusCode());
    String oneFactor = admin(tenant).assurance(AssuranceLevel.AAL1).bearer();
    assertEquals(403, post(oneFactor, "", SMALLEST).statusCode());
    assertEquals(401, given().get(SOURCES).statusCode());
    assertEquals(
        403, get(TestTokens.service("leads-service", "webhooks:read").bearer(), "").statusCode());
  }

  @Test
  void deletesASourceAndItsSecrets() throws SQLException {
    String id = json(post(admin, "", SMALLEST)).get("id").asText();

    Response deleted = given().header("Authorization", admin).delete(SOURCES + "/" + id);

    assertEquals(204, deleted.statusCode());
    assertEquals(
        404, given().header("Authorization", admin).delete(SOURCES + "/" + id).statusCode());
    assertEquals(404, get(admin, "/" + id).statusCode());
    assertEquals(201, post(admin, "", SMALLEST).statusCode());
    try (var connection = PlatformServers.superuser().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from webhooks.source_secret where source_id = '" + id + "'")) {
      rows.next();
      assertEquals(0, rows.getInt(1));
    }
  }

  @Test
  void letsNoMoreInThanMayBeWhenManyAddAtOnce() throws Exception {
    UUID crowded = UUID.randomUUID();
    PlatformServers.sql(
        """
        insert into webhooks.source (tenant_id, id, name, kind, settings, created_by)
        select '%s', gen_random_uuid(), 'source ' || n, 'generic_hmac', '{}', gen_random_uuid()
        from generate_series(1, 97) n
        """
            .formatted(crowded));
    String bearer = admin(crowded).bearer();

    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String body = SMALLEST.replace("Dialer", "Dialer " + i);
      calls.add(() -> post(bearer, "", body).statusCode());
    }

    List<Integer> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers = threads.invokeAll(calls).stream().map(Future::resultNow).toList();
    }

    assertEquals(3, answers.stream().filter(status -> status == 201).count(), answers.toString());
    assertEquals(17, answers.stream().filter(status -> status == 409).count(), answers.toString());
  }

  @Test
  void leavesOutWhatALaterVersionMadeAndAsksItsSendersToComeAgain() {
    ObjectNode source = json(post(admin, "", SMALLEST));
    PlatformServers.sql("update webhooks.source set kind = 'kind_to_come'");
    post(admin, "", SMALLEST.replace("Dialer", "Other"));

    Response answer = given().body("{}").post(source.get("path").asText());

    assertEquals(503, answer.statusCode(), answer.asString());
    assertEquals(1, json(get(admin, "")).get("items").size());
    PlatformServers.sql(
        "update webhooks.source set kind = 'generic_hmac', settings = '{\"to_come\": 1}'");
    assertEquals(503, given().body("{}").post(source.get("path").asText()).statusCode());
    assertEquals(0, json(get(admin, "")).get("items").size());
  }

  @Test
  void keepsTheTableToNamesOfKinds() {
    post(admin, "", SMALLEST);

    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> PlatformServers.sql("update webhooks.source set kind = 'Generic HMAC'"));

    assertTrue(refused.getMessage().contains("source_kind_is_a_name"), refused.getMessage());
  }

  @Test
  void listsInPagesNewestFirst() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      post(admin, "", SMALLEST.replace("Dialer", "Dialer " + i));
      names.addFirst("Dialer " + i);
    }
    // One moment for three of them: the id decides.
    PlatformServers.sql(
        "update webhooks.source set created_at = '2026-01-01Z' where name > 'Dialer 1'");

    List<String> seen = new ArrayList<>();
    String next = "";
    for (int i = 0; i < 3; i++) {
      JsonNode page = json(get(admin, "?limit=2" + next));
      page.get("items").forEach(item -> seen.add(item.get("name").asText()));
      next = "&cursor=" + page.get("next").asText();
    }

    assertEquals("&cursor=null", next);
    assertEquals(List.of("Dialer 1", "Dialer 0"), seen.subList(0, 2));
    assertEquals(names.stream().sorted().toList(), seen.stream().sorted().toList());
  }

  @Test
  void refusesCursorsOfOthersAndLimitsOutOfBounds() {
    post(admin, "", SMALLEST);
    post(admin, "", SMALLEST.replace("Dialer", "Other"));
    String cursor = json(get(admin, "?limit=1")).get("next").asText();

    Response another = get(admin(other).bearer(), "?limit=1&cursor=" + cursor);

    assertEquals("/problems/invalid-cursor", json(another).get("type").asText());
    for (String query :
        List.of("?limit=", "?limit=0", "?limit=201", "?limit=x", "?cursor=", "?cursor=x")) {
      assertEquals(400, get(admin, query).statusCode(), query);
    }
  }
}
