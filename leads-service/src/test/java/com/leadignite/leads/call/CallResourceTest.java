package com.leadignite.leads.call;

import static com.leadignite.leads.call.CallsApi.CALLS;
import static com.leadignite.leads.call.CallsApi.LEADS;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class CallResourceTest {

  private static final String CALL =
      """
      {'direction': 'outbound', 'outcome': 'voicemail', 'started_at': '2026-05-04T10:00:00Z',
       'ended_at': '2026-05-04T10:01:30Z', 'from_number': '+1 202 555 0100',
       'to_number': '+1 202 555 0123', 'summary': 'Left a message.\\nWill call back.',
       'transcript': 'Hello?', 'recording_url': 'https://example.com/r/1', 'cost_micros': 87100,
       'currency': 'USD'}
      """;

  private final UUID tenant = UUID.randomUUID();
  private final CallsApi agent = CallsApi.of(tenant, Role.AGENT);
  private final CallsApi admin = CallsApi.of(tenant, Role.ADMIN);

  @Test
  void entersAndReadsACall() {
    String lead = agent.lead("{'last_name': 'Lee'}");

    Response created = agent.enter(lead, CALL);

    created
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("lead_id", equalTo(lead))
        .body("created_by", equalTo(agent.user().toString()))
        .body("status", equalTo("completed"))
        .body("duration_seconds", equalTo(90))
        .body("cost_micros", equalTo(87100))
        .body("provider", nullValue());
    String id = created.path("id");
    assertEquals(CALLS + "/" + id, created.header("Location"));
    assertEquals(created.asString(), agent.get(CALLS + "/" + id).asString());
    agent.request().header("If-None-Match", "\"1\"").get(CALLS + "/" + id).then().statusCode(304);
    JsonNode event = CallsApi.events().getLast();
    assertEquals("call.created", event.at("/action").textValue());
    assertEquals(lead, event.at("/targets/1/id").textValue());
    assertEquals("6 characters", event.at("/changes/transcript/after").textValue());
  }

  @Test
  void listsCallsWithoutWhatWasSaid() {
    String lead = agent.lead("{'last_name': 'Lee'}");
    String other = agent.lead("{'last_name': 'Hopper'}");
    String first = agent.call(lead, CALL);
    String second = agent.call(lead, "{'direction': 'inbound', 'status': 'planned'}");
    String third = agent.call(other, CALL);

    agent
        .get(CALLS)
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(third, second, first)))
        .body("items[0]", not(hasKey("transcript")));
    agent
        .get(LEADS + "/" + lead + "/calls")
        .then()
        .body("items.id", equalTo(List.of(second, first)));
    agent
        .get(CALLS + "?outcome=voicemail&started_from=2026-05-04T00:00:00Z&direction=outbound")
        .then()
        .body("items.id", equalTo(List.of(third, first)));
    agent
        .get(CALLS + "?status=planned&lead_id=" + lead)
        .then()
        .body("items.id", equalTo(List.of(second)));
    agent.get(CALLS + "?provider=vapi").then().body("items", equalTo(List.of()));
    agent.get(CALLS + "?stauts=planned").then().statusCode(400);
  }

  @Test
  void goesFromPageToPage() {
    String lead = agent.lead("{'last_name': 'Lee'}");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.addFirst(agent.call(lead, CALL));
    }
    for (String path : List.of(CALLS + "?limit=2", LEADS + "/" + lead + "/calls?limit=2")) {
      List<String> read = new ArrayList<>();
      String next = null;
      do {
        Response page = agent.get(path + (next == null ? "" : "&cursor=" + next));
        read.addAll(page.then().statusCode(200).extract().path("items.id"));
        next = page.path("next");
      } while (next != null);
      assertEquals(all, read);
    }
  }

  @Test
  @Tag("B34")
  @Tag("B41")
  void showsCallsToThoseWhoSeeTheLead() {
    String lead = agent.lead("{'last_name': 'Lee'}");
    String id = agent.call(lead, CALL);
    CallsApi colleague = CallsApi.of(tenant, Role.AGENT);
    CallsApi stranger = CallsApi.of(UUID.randomUUID(), Role.ADMIN);
    for (CallsApi blind : List.of(colleague, stranger)) {
      for (Response answer :
          List.of(
              blind.get(CALLS + "/" + id),
              blind.change(id, "\"1\"", "{'outcome': 'busy'}"),
              blind.delete(id, "\"1\""),
              blind.get(LEADS + "/" + lead + "/calls"),
              blind.enter(lead, CALL))) {
        answer.then().statusCode(404).body("type", equalTo("/problems/not-found"));
      }
      blind.get(CALLS).then().body("items", equalTo(List.of()));
      blind.get(CALLS + "?lead_id=" + lead).then().body("items", equalTo(List.of()));
    }

    admin
        .request()
        .header("If-Match", "\"1\"")
        .contentType("application/merge-patch+json")
        .body("{\"assignee_id\": \"" + colleague.user() + "\"}")
        .patch(LEADS + "/" + lead)
        .then()
        .statusCode(200);

    colleague.get(CALLS + "/" + id).then().statusCode(200);
    colleague.get(CALLS).then().body("items.id", equalTo(List.of(id)));
    colleague.change(id, "\"1\"", "{'outcome': 'busy'}").then().statusCode(200);
    colleague.delete(id, "\"2\"").then().statusCode(403);
    agent.delete(id, "\"2\"").then().statusCode(204);
  }

  @Test
  void hidesTheCallsOfADeletedLead() {
    String lead = agent.lead("{'last_name': 'Lee'}");
    String id = agent.call(lead, CALL);

    agent.request().header("If-Match", "\"1\"").delete(LEADS + "/" + lead).then().statusCode(204);

    agent.get(CALLS + "/" + id).then().statusCode(404);
    admin.get(CALLS).then().body("items", equalTo(List.of()));
    admin.enter(lead, CALL).then().statusCode(404);
    agent.request().post(LEADS + "/" + lead + "/restore").then().statusCode(200);
    agent.get(CALLS + "/" + id).then().statusCode(200);
  }

  @Test
  void changesTheVersionThatWasRead() {
    String id = agent.call(agent.lead("{'last_name': 'Lee'}"), CALL);

    agent
        .change(id, "\"1\"", "{'outcome': 'connected', 'transcript': null}")
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("outcome", equalTo("connected"))
        .body("$", not(hasKey("transcript")));
    agent.change(id, "\"1\"", "{'outcome': 'busy'}").then().statusCode(412);
    agent.change(id, "*", "{'outcome': 'busy'}").then().statusCode(428);
    agent.change(id, "\"2\"", "{'outcome': 'connected'}").then().header("ETag", "\"2\"");
    assertEquals(
        List.of("lead.created", "call.created", "call.updated"),
        CallsApi.events().stream().map(event -> event.get("action").textValue()).toList());
  }

  @Test
  void theDurationFollowsTheTimesUnlessItIsSaid() {
    String id = agent.call(agent.lead("{'last_name': 'Lee'}"), CALL);

    agent
        .change(id, "\"1\"", "{'ended_at': '2026-05-04T10:02:00Z'}")
        .then()
        .body("duration_seconds", equalTo(120));
    agent
        .change(id, "\"2\"", "{'ended_at': '2026-05-04T10:03:00Z', 'duration_seconds': 120}")
        .then()
        .body("duration_seconds", equalTo(120));
    agent
        .change(id, "\"3\"", "{'ended_at': '2026-05-04T10:02:00Z'}")
        .then()
        .body("duration_seconds", equalTo(120));
    agent
        .change(id, "\"4\"", "{'ended_at': null}")
        .then()
        .statusCode(200)
        .body("duration_seconds", nullValue());
  }

  @Test
  void theAuditLogHasThatASummaryWasRewritten() {
    String id =
        agent.call(
            agent.lead("{'last_name': 'Lee'}"), "{'direction': 'inbound', 'summary': 'abc'}");

    agent.change(id, "\"1\"", "{'summary': 'xyz'}").then().statusCode(200);

    JsonNode change = CallsApi.events().getLast().at("/changes/summary");
    assertEquals("3 characters", change.at("/before").textValue());
    assertEquals("3 characters, rewritten", change.at("/after").textValue());
  }

  @Test
  void leavesWhatAProviderReportedAsItWas() {
    String id = agent.call(agent.lead("{'last_name': 'Lee'}"), CALL);
    PlatformServers.sql(
        "update leads.call set provider = 'vapi', provider_call_id = 'c-1', created_by = null");

    agent.change(id, "\"1\"", "{'to_number': '+12025550199'}").then().statusCode(403);
    agent.change(id, "\"1\"", "{'outcome': 'busy', 'summary': null}").then().statusCode(200);
    agent.delete(id, "\"2\"").then().statusCode(403);
    admin.delete(id, "\"2\"").then().statusCode(204);
    admin.get(CALLS + "/" + id).then().statusCode(404);
  }

  @Test
  void entersACallOnceForEachKeyAndLead() {
    String lead = agent.lead("{'last_name': 'Lee'}");
    String other = agent.lead("{'last_name': 'Hopper'}");

    Response first = underKey(lead);
    Response again = underKey(lead);

    assertEquals(first.asString(), again.asString());
    assertEquals("true", again.header("Idempotency-Replayed"));
    underKey(other).then().statusCode(422);
    assertEquals(1, agent.get(CALLS).<List<?>>path("items").size());
  }

  private Response underKey(String lead) {
    return agent
        .request()
        .header("Idempotency-Key", "k1")
        .contentType("application/json")
        .body(CALL.replace('\'', '"'))
        .post(LEADS + "/" + lead + "/calls");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | direction",
        "{'direction': 'sideways'} | direction",
        "{'direction': 'inbound', 'provider': 'vapi'} | provider",
        "{'direction': 'inbound', 'cost_micros': 1} | currency",
        "{'direction': 'inbound', 'cost_micros': -1, 'currency': 'USD'} | cost_micros",
        "{'direction': 'inbound', 'currency': 'usd', 'cost_micros': 1} | currency",
        "{'direction': 'inbound', 'recording_url': 'http://example.com/'} | recording_url",
        "{'direction': 'inbound', 'transcript': 'a\\u0007'} | transcript",
        "{'direction': 'inbound', 'started_at': '2026-01-02T00:00:00Z',"
            + " 'ended_at': '2026-01-01T00:00:00Z'} | ended_at"
      })
  @Tag("B35")
  void refusesWhatIsNoCall(String body, String field) {
    String lead = agent.lead("{'last_name': 'Lee'}");

    agent
        .enter(lead, body.replace("''", "'"))
        .then()
        .statusCode(400)
        .body("errors.field", containsInAnyOrder(field));
  }

  @Test
  void refusesWithoutTheScope() {
    String lead = agent.lead("{'last_name': 'Lee'}");
    CallsApi reader = CallsApi.of(tenant, Role.AGENT, "leads:read leads:write calls:read");
    CallsApi blind = CallsApi.of(tenant, Role.AGENT, "leads:read leads:write");

    reader.enter(lead, CALL).then().statusCode(403);
    reader.get(CALLS).then().statusCode(200);
    blind.get(CALLS).then().statusCode(403);
  }

  @Test
  void takesLongTranscripts() {
    String lead = agent.lead("{'last_name': 'Lee'}");
    String said = "a".repeat(200_000);

    String id = agent.call(lead, "{'direction': 'inbound', 'transcript': '" + said + "'}");

    assertTrue(agent.get(CALLS + "/" + id).asString().contains(said));
    agent
        .enter(lead, "{'direction': 'inbound', 'transcript': '" + said + "b'}")
        .then()
        .statusCode(400);
  }
}
