package com.leadignite.audit.event;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.contract.HoldToContract;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class EventResourceTest {

  private static final String EVENTS = "/audit/v1/events";

  private final UUID tenant = Samples.id();
  private final UUID other = Samples.id();
  private final String service = TestTokens.service("leads-service", "audit:write").bearer();
  private final String admin = admin(tenant).bearer();
  private final String platformAdmin =
      TestTokens.admin().role(Role.PLATFORM_ADMIN).scopes("audit:read").bearer();

  private static TestTokens admin(UUID tenant) {
    return TestTokens.admin().tenant(tenant).scopes("audit:read");
  }

  private Response post(String bearer, Object body) {
    return given()
        .header("Authorization", bearer)
        .contentType(ContentType.JSON)
        .body(body.toString())
        .post(EVENTS);
  }

  private void add(JsonNode... events) {
    ObjectNode batch = Samples.JSON.createObjectNode();
    ArrayNode array = batch.putArray("events");
    Stream.of(events).forEach(array::add);
    Response answer = post(service, batch);
    assertEquals(200, answer.statusCode(), answer.asString());
    assertEquals(events.length, answer.jsonPath().getInt("accepted"), answer.asString());
  }

  private static Response get(String bearer, String query) {
    return given().header("Authorization", bearer).urlEncodingEnabled(false).get(EVENTS + query);
  }

  private static JsonNode json(Response answer) {
    try {
      return Samples.JSON.readTree(answer.asByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(answer.asString(), e);
    }
  }

  /** The ids that a query answers, but for those that the queries of the tests left behind. */
  private static List<String> ids(String bearer, String query) {
    Response answer = get(bearer, query);
    assertEquals(200, answer.statusCode(), answer.asString());
    List<String> ids = new ArrayList<>();
    for (JsonNode item : json(answer).get("items")) {
      String action = item.get("action").asText();
      if (!action.startsWith("audit.") && !action.equals("access.denied")) {
        ids.add(item.get("id").asText());
      }
    }
    return ids;
  }

  private static String id(JsonNode event) {
    return event.get("id").asText();
  }

  /** A problem without what differs each time. */
  private static JsonNode problem(Response answer) {
    assertEquals("application/problem+json", answer.contentType());
    ObjectNode problem = (ObjectNode) json(answer);
    problem.remove("request_id");
    return problem;
  }

  private static JsonNode problem(String slug, String title, int status, String detail) {
    return Samples.JSON
        .createObjectNode()
        .put("type", "/problems/" + slug)
        .put("title", title)
        .put("status", status)
        .put("detail", detail);
  }

  private static JsonNode invalid(String field, String rule) {
    ObjectNode problem =
        (ObjectNode)
            problem(
                "validation-failed",
                "The request breaks a rule",
                400,
                "See errors for each field.");
    problem.putArray("errors").addObject().put("field", field).put("message", rule);
    return problem;
  }

  @Test
  void takesABatchAndShowsItAsItWasSent() {
    ObjectNode event = Samples.leadUpdated(tenant);
    ObjectNode batch = Samples.JSON.createObjectNode();
    batch.putArray("events").add(event);

    Response first = post(service, batch);
    Response second = post(service, batch);
    JsonNode page = json(get(admin, "?action=lead.updated"));

    assertEquals(200, first.statusCode());
    assertEquals("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}", first.asString());
    assertEquals("{\"accepted\":0,\"duplicates\":1,\"rejected\":[]}", second.asString());
    ObjectNode item = (ObjectNode) page.get("items").get(0);
    assertNotNull(Instant.parse(item.remove("received_at").asText()));
    assertEquals("leads-service", item.remove("sender").asText());
    assertEquals(event, item);
    assertTrue(page.get("next").isNull());
  }

  @Test
  void tellsWhichEventsOfABatchAreRefusedAndStoresTheOthers() {
    ObjectNode good = Samples.leadUpdated(tenant);
    ObjectNode bad = Samples.leadUpdated(tenant).put("action", "lead");
    ObjectNode batch = Samples.JSON.createObjectNode();
    batch.putArray("events").add(bad).add(good).addNull();

    Response answer =
        given()
            .filter(HoldToContract.partlyWrong())
            .header("Authorization", service)
            .contentType(ContentType.JSON)
            .body(batch.toString())
            .post(EVENTS);

    assertEquals(200, answer.statusCode());
    assertEquals(
        Samples.JSON
            .createObjectNode()
            .put("accepted", 1)
            .put("duplicates", 0)
            .set(
                "rejected",
                Samples.JSON
                    .createArrayNode()
                    .add(
                        Samples.JSON
                            .createObjectNode()
                            .put("id", id(bad))
                            .put(
                                "reason",
                                "action: must be two to five words of a-z, 0-9 and _, joined by"
                                    + " dots"))
                    .add(
                        Samples.JSON
                            .createObjectNode()
                            .putNull("id")
                            .put("reason", "event: must be an object"))),
        json(answer));
    assertEquals(List.of(id(good)), ids(admin, ""));
  }

  @Test
  void refusesABatchOfTooManyEvents() {
    ObjectNode batch = Samples.JSON.createObjectNode();
    for (int i = 0; i <= 500; i++) {
      batch.withArray("events").addNull();
    }

    assertEquals(
        invalid("events", "must be a list of at most 500 objects"), problem(post(service, batch)));
  }

  @ParameterizedTest
  @Tag("B35")
  @Tag("B38")
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"events\":null}",
        "{\"events\":{}}",
        "{\"events\":[],\"tenant_id\":\"01890a5d-ac96-774b-bcce-b302099a8056\"}",
        "{\"events\":[],\"events\":[]}",
        "{\"events\":[{\"id\":1,\"id\":2}]}",
        "{\"events\":[]} {}",
        "{\"events\":[{\"metadata\":\"\\ud800\"}]}",
        "{\"events\":[{\"metadata\":\"\\u0000\"}]}",
      })
  void refusesABatchThatIsNone(String body) {
    Response answer = post(service, body);

    assertTrue(answer.statusCode() == 400 || answer.statusCode() == 415, answer.asString());
    assertEquals("application/problem+json", answer.contentType());
  }

  @Test
  @Tag("B38")
  void refusesNestingThatWouldTakeTheParserDown() {
    String deep = "{\"events\":[" + "[".repeat(2_000) + "]".repeat(2_000) + "]}";

    assertEquals(400, post(service, deep).statusCode());
  }

  @Test
  @Tag("B38")
  void refusesABodyOverTheCap() {
    String large = "{\"events\":[\"" + "x".repeat(1024 * 1024) + "\"]}";

    assertEquals(413, post(service, large).statusCode());
  }

  @Test
  void takesEventsFromServicesWithTheScopeOnly() {
    String batch = "{\"events\":[]}";

    assertEquals(200, post(service, batch).statusCode());
    assertEquals(403, post(TestTokens.service("x", "audit:read").bearer(), batch).statusCode());
    assertEquals(403, post(platformAdmin, batch).statusCode());
    assertEquals(
        403, post(admin(tenant).scopes("audit:read audit:write").bearer(), batch).statusCode());
    assertEquals(401, given().contentType(ContentType.JSON).body(batch).post(EVENTS).statusCode());
  }

  @Test
  void showsEventsToAdminsWithTheScopeAndTwoFactorsOnly() {
    assertEquals(200, get(admin, "").statusCode());
    assertEquals(401, given().get(EVENTS).statusCode());
    assertEquals(403, get(service, "").statusCode());
    assertEquals(403, get(admin(tenant).scopes("leads:read").bearer(), "").statusCode());
    assertEquals(403, get(admin(tenant).assurance(AssuranceLevel.AAL1).bearer(), "").statusCode());
    for (Role role : List.of(Role.USER, Role.AGENT, Role.MANAGER)) {
      assertEquals(403, get(admin(tenant).role(role).bearer(), "").statusCode());
    }
  }

  @Test
  void keepsOrganizationsApart() {
    ObjectNode ours = Samples.leadUpdated(tenant);
    ObjectNode theirs = Samples.leadUpdated(other);
    ObjectNode nobodys = Samples.leadUpdated(tenant).putNull("tenant_id");
    add(ours, theirs, nobodys);

    assertEquals(List.of(id(ours)), ids(admin, ""));
    assertEquals(List.of(id(ours)), ids(admin, "?tenant_id=" + tenant));
    assertEquals(List.of(id(theirs)), ids(admin(other).bearer(), ""));
    assertEquals(List.of(id(theirs)), ids(platformAdmin, "?tenant_id=" + other));
    assertEquals(3, ids(platformAdmin, "").size());
    assertEquals(
        problem(
            "forbidden",
            "The caller may not do this",
            403,
            "These are another organization's events."),
        problem(get(admin, "?tenant_id=" + other)));
  }

  @Test
  @Tag("B34")
  void answersTheSameForAnotherOrganizationsEventAndForNone() {
    ObjectNode ours = Samples.leadUpdated(tenant);
    ObjectNode theirs = Samples.leadUpdated(other);
    ObjectNode nobodys = Samples.leadUpdated(tenant).putNull("tenant_id");
    add(ours, theirs, nobodys);
    JsonNode notFound =
        problem("not-found", "There is nothing here", 404, "There is no such event.");

    assertEquals(id(ours), json(get(admin, "/" + id(ours))).get("id").asText());
    assertEquals(id(nobodys), json(get(platformAdmin, "/" + id(nobodys))).get("id").asText());
    for (String id :
        List.of(id(theirs), id(nobodys), Samples.id().toString(), "1", "1-1-1-1-1", "null", "*")) {
      Response answer = get(admin, "/" + id);
      assertEquals(404, answer.statusCode());
      assertEquals(notFound, problem(answer), id);
    }
  }

  @Test
  void findsEventsByEachFilter() {
    ObjectNode login = Samples.leadUpdated(tenant);
    login.put("action", "auth.login.failed").put("outcome", "denied");
    login.put("occurred_at", Instant.now().minus(Duration.ofHours(2)).toString());
    login.withObject("/actor").put("type", "anonymous").put("id", "x");
    login.withObject("/context").put("address", "2001:db8::7").put("request_id", "r-2");
    login.putArray("targets").addObject().put("type", "user").put("id", "u-1");
    ObjectNode lead = Samples.leadUpdated(tenant);
    lead.withArray("/targets").addObject().put("type", "user").put("id", "u-1");
    add(login, lead);
    String hourAgo = Instant.now().minus(Duration.ofHours(1)).toString();
    List<String> onlyLogin = List.of(id(login));
    List<String> onlyLead = List.of(id(lead));
    List<String> both = List.of(id(lead), id(login));

    assertEquals(onlyLogin, ids(admin, "?actor_id=x"));
    assertEquals(onlyLogin, ids(admin, "?action=auth.login.failed"));
    assertEquals(onlyLogin, ids(admin, "?action=auth.*"));
    assertEquals(onlyLogin, ids(admin, "?action=auth.login.*"));
    assertEquals(List.of(), ids(admin, "?action=auth.log.*"));
    assertEquals(List.of(), ids(admin, "?action=auth.login"));
    assertEquals(onlyLogin, ids(admin, "?outcome=denied"));
    assertEquals(both, ids(admin, "?target_type=user&target_id=u-1"));
    assertEquals(onlyLead, ids(admin, "?target_type=lead"));
    assertEquals(List.of(), ids(admin, "?target_type=lead&target_id=u-1"));
    assertEquals(onlyLead, ids(admin, "?target_type=user&target_id=u-1&outcome=allowed"));
    assertEquals(onlyLogin, ids(admin, "?address=2001:db8:0::7"));
    assertEquals(onlyLogin, ids(admin, "?address=2001:db8::/32"));
    assertEquals(onlyLead, ids(admin, "?address=192.0.2.0/24"));
    assertEquals(onlyLead, ids(admin, "?address=0.0.0.0/0&action=lead.*"));
    assertEquals(List.of(), ids(admin, "?address=192.0.3.0/24"));
    assertEquals(onlyLead, ids(admin, "?from=" + hourAgo));
    assertEquals(onlyLogin, ids(admin, "?to=" + hourAgo));
    assertEquals(onlyLogin, ids(admin, "?request_id=r-2"));
    assertEquals(both, ids(admin, ""));
  }

  @Test
  void findsAnIdInAnyCase() {
    String user = Samples.id().toString();
    String request = Samples.id().toString();
    ObjectNode lower = Samples.leadUpdated(tenant);
    lower.withObject("/actor").put("id", user);
    lower.withObject("/context").put("request_id", request);
    lower.putArray("targets").addObject().put("type", "user").put("id", user);
    ObjectNode upper = Samples.leadUpdated(tenant);
    upper.withObject("/actor").put("id", user.toUpperCase(Locale.ROOT));
    upper.withObject("/context").put("request_id", request.toUpperCase(Locale.ROOT));
    upper
        .putArray("targets")
        .addObject()
        .put("type", "user")
        .put("id", user.toUpperCase(Locale.ROOT));
    add(lower);
    add(upper);
    List<String> both = List.of(id(upper), id(lower));

    for (String written : List.of(user, user.toUpperCase(Locale.ROOT))) {
      assertEquals(both, ids(admin, "?actor_id=" + written));
      assertEquals(both, ids(admin, "?target_type=user&target_id=" + written));
    }
    assertEquals(both, ids(admin, "?request_id=" + request.toUpperCase(Locale.ROOT)));
    assertEquals(both, ids(admin, "?tenant_id=" + tenant.toString().toUpperCase(Locale.ROOT)));
    assertEquals(200, get(admin, "/" + id(lower).toUpperCase(Locale.ROOT)).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "?action=Lead.updated, action, 'must be words of a-z, 0-9 and _, joined by dots; .* at its end"
        + " for more'",
    "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, from, must be before to",
    "?tenant=1, tenant, is not a parameter that can be sent here",
    "?action=a.b&action=c.d, action, must be given once",
    "?address=10.0.0.0/33, address, must be an address or a network such as 192.0.2.0/24",
    "?target_id=1, target_id, goes with target_type",
    "?actor_id=%09, actor_id, 'must have 1 to 200 characters, none of them a control character'",
    "?limit=0, limit, must be a whole number from 1 to 200",
    "?limit=201, limit, must be a whole number from 1 to 200",
    "?limit=abc, limit, must be a whole number from 1 to 200",
  })
  void refusesAQueryItDoesNotUnderstand(String query, String parameter, String rule) {
    assertEquals(invalid(parameter, rule), problem(get(admin, query)));
  }

  @Test
  void leadsThroughAllPagesInOrderAndEachEventOnce() {
    List<String> expected = new ArrayList<>();
    String moment = Instant.now().toString();
    for (int i = 0; i < 5; i++) {
      ObjectNode event = Samples.leadUpdated(tenant).put("occurred_at", moment);
      add(event);
      expected.add(id(event));
    }
    expected.sort((a, b) -> b.compareTo(a));

    List<String> seen = new ArrayList<>();
    String query = "?action=lead.*&limit=2";
    String next = "";
    for (int pages = 0; pages < 3; pages++) {
      JsonNode page = json(get(admin, query + next));
      page.get("items").forEach(item -> seen.add(id(item)));
      next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asText();
    }

    assertEquals(expected, seen);
    assertNull(next);
  }

  @Test
  void refusesACursorOfAnotherFilterOrOrganization() {
    add(Samples.leadUpdated(tenant), Samples.leadUpdated(tenant));
    String cursor = json(get(admin, "?action=lead.*&limit=1")).get("next").asText();
    char last = cursor.charAt(3) == 'A' ? 'B' : 'A';
    String changed = cursor.substring(0, 3) + last + cursor.substring(4);

    JsonNode refusal =
        problem(
            "invalid-cursor",
            "The cursor does not belong to this list",
            400,
            "Send the cursor as it was answered, with the same filters and order, or start over"
                + " without one.");
    assertEquals(200, get(admin, "?action=lead.*&cursor=" + cursor).statusCode());
    assertEquals(refusal, problem(get(admin, "?cursor=" + cursor)));
    assertEquals(refusal, problem(get(admin, "?action=lead.updated&cursor=" + cursor)));
    assertEquals(refusal, problem(get(admin(other).bearer(), "?action=lead.*&cursor=" + cursor)));
    assertEquals(refusal, problem(get(admin, "?action=lead.*&cursor=" + changed)));
    assertEquals(refusal, problem(get(admin, "?cursor=x")));
  }

  @Test
  void makesAnEventOfEveryLook() throws Exception {
    ObjectNode event = Samples.leadUpdated(tenant);
    add(event);
    get(admin, "?outcome=allowed&action=lead.*");
    get(admin, "/" + id(event));

    JsonNode queried = firstOf("audit.events.queried");
    JsonNode viewed = firstOf("audit.event.viewed");

    assertEquals(tenant.toString(), queried.get("tenant_id").asText());
    assertEquals("user", queried.at("/actor/type").asText());
    assertEquals("audit-service", queried.get("sender").asText());
    assertEquals("lead.*", queried.at("/metadata/filter/action").asText());
    assertEquals("allowed", queried.at("/metadata/filter/outcome").asText());
    assertEquals("127.0.0.1", queried.at("/context/address").asText());
    assertEquals(id(event), viewed.at("/targets/0/id").asText());
  }

  @Test
  @Tag("B45")
  void makesADenialOfEveryLookAtWhatIsNotThereOrNotTheirs() throws Exception {
    ObjectNode theirs = Samples.leadUpdated(other);
    add(theirs);
    String absent = Samples.id().toString();
    assertEquals(404, get(admin, "/" + id(theirs)).statusCode());
    assertEquals(404, get(admin, "/" + absent).statusCode());
    assertEquals(403, get(admin, "?tenant_id=" + other).statusCode());

    List<JsonNode> denied = all("access.denied", 3);

    assertEquals(
        List.of(EVENTS + "/" + id(theirs), EVENTS + "/" + absent, EVENTS),
        denied.stream().map(event -> event.at("/metadata/path").asText()).toList());
    assertEquals(
        List.of("not-found", "not-found", "forbidden"),
        denied.stream().map(event -> event.at("/metadata/problem").asText()).toList());
    for (JsonNode event : denied) {
      assertEquals("denied", event.get("outcome").asText());
      assertEquals(tenant.toString(), event.get("tenant_id").asText());
    }
    assertEquals(List.of(), all("audit.event.viewed", 0));
  }

  /** The events of the action, oldest first, as soon as there are so many. */
  private List<JsonNode> all(String action, int count) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      List<JsonNode> found = new ArrayList<>();
      json(get(platformAdmin, "?action=" + action + "&tenant_id=" + tenant))
          .get("items")
          .forEach(found::addFirst);
      if (found.size() >= count) {
        assertEquals(count, found.size(), found::toString);
        return found;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(count + " events " + action + " did not arrive");
  }

  /** The oldest event of the action, as soon as the outbox has delivered it. */
  private JsonNode firstOf(String action) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      JsonNode items =
          json(get(platformAdmin, "?action=" + action + "&tenant_id=" + tenant)).get("items");
      if (!items.isEmpty()) {
        return items.get(items.size() - 1);
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no event " + action + " arrived");
  }
}
