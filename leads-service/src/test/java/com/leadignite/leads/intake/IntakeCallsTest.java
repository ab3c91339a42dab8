package com.leadignite.leads.intake;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.leads.call.CallsApi;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls that are reported more than once. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class IntakeCallsTest extends IntakeRequests {

  private static final String WHO = "{'phone': '+12025550123'}";

  @Test
  void aCallOfADeletedLeadIsReportedAgainInVain() {
    Response first = report("{'last_name': 'Lee'}", CALL);
    delete(first.path("lead_id"));

    report("{'last_name': 'Lee'}", CALL)
        .then()
        .statusCode(200)
        .body("outcome", equalTo("deleted"))
        .body("lead_id", equalTo(first.path("lead_id")))
        .body("call_id", nullValue());
    String other = create("{'last_name': 'Hopper'}");
    report("{'id': '" + other + "'}", CALL)
        .then()
        .statusCode(200)
        .body("outcome", equalTo("unchanged"))
        .body("call_id", nullValue());

    read(LEADS).then().body("items.id", equalTo(List.of(other)));
  }

  @Test
  void aCallThatIsReportedAgainSaysWhoseItIs() {
    String somebody = create("{'email': 'ann@example.com'}");
    Response first = report(WHO, CALL);
    String lead = first.path("lead_id");

    report("{'email': 'ann@example.com', 'title': 'CEO'}", CALL)
        .then()
        .body("outcome", equalTo("updated"))
        .body("lead_id", equalTo(lead))
        .body("call_id", equalTo(first.path("call_id")));
    report("{'last_name': 'Lee'}", CALL).then().body("lead_id", equalTo(lead));
    report("{'id': '" + somebody + "'}", CALL)
        .then()
        .body("lead_id", equalTo(somebody))
        .body("call_id", equalTo(first.path("call_id")));

    read(LEADS).then().body("items.id", equalTo(List.of(lead, somebody)));
    read(LEADS + "/" + somebody).then().body("title", nullValue());
    read(LEADS + "/" + lead).then().body("title", equalTo("CEO")).body("email", nullValue());
    read(CALLS).then().body("items.lead_id", equalTo(List.of(lead)));
  }

  @Test
  void leavesOutATimeThatContradicts() {
    String id = reported("'status': 'in_progress', 'started_at': '2026-05-04T10:00:00Z'");

    reported(
        "'status': 'in_progress', 'started_at': '2026-05-04T09:00:00Z',"
            + " 'ended_at': '2026-05-04T09:10:00Z'");
    read(CALLS + "/" + id)
        .then()
        .body("started_at", equalTo("2026-05-04T10:00:00Z"))
        .body("ended_at", nullValue())
        .body("duration_seconds", nullValue());
    reported("'started_at': '2026-05-04T10:00:05Z', 'ended_at': '2026-05-04T10:01:00Z'");
    read(CALLS + "/" + id)
        .then()
        .body("started_at", equalTo("2026-05-04T10:00:00Z"))
        .body("ended_at", equalTo("2026-05-04T10:01:00Z"))
        .body("duration_seconds", equalTo(60));
  }

  @Test
  void leavesOutABeginningAfterTheEnd() {
    String id = reported("'ended_at': '2026-05-04T10:00:00Z'");

    reported("'started_at': '2026-05-04T11:00:00Z'");

    read(CALLS + "/" + id)
        .then()
        .body("started_at", nullValue())
        .body("ended_at", equalTo("2026-05-04T10:00:00Z"));
  }

  @Test
  void aCallOnlyGoesOn() {
    String id = reported("'status': 'in_progress'");

    reported("'status': 'planned'");
    read(CALLS + "/" + id).then().body("status", equalTo("in_progress"));
    reported("'status': 'failed'");
    reported("'status': 'completed'");
    reported("'status': 'in_progress'");
    read(CALLS + "/" + id).then().body("status", equalTo("failed"));
  }

  @Test
  void theAuditLogHasTheProvidersCall() {
    report(WHO, CALL);

    var event = CallsApi.events().getLast();
    assertEquals("call.created", event.at("/action").textValue());
    assertEquals("vapi", event.at("/changes/provider/after").textValue());
    assertEquals("c-1", event.at("/changes/provider_call_id/after").textValue());
  }

  /** Reports one call again and again; answers its id. */
  private String reported(String details) {
    return report(
            WHO,
            "{'provider': 'vapi', 'provider_call_id': 'c-1',"
                + " 'details': {'direction': 'outbound', "
                + details
                + "}}")
        .then()
        .statusCode(200)
        .extract()
        .path("call_id");
  }
}
