package com.leadignite.leads.intake;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lead a report means, and what it adds to that. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class IntakeMatchingTest extends IntakeRequests {

  @ParameterizedTest
  @ValueSource(strings = {"'id': '%s'", "'system': 'gohighlevel', 'external_id': 'x1'"})
  void takesWhatIsReportedOfALeadThatIsNotNamed(String who) {
    String lead =
        report("{'system': 'gohighlevel', 'external_id': 'x1', 'last_name': 'Lee'}", null)
            .path("lead_id");

    Response taken =
        report(
            "{" + who.formatted(lead) + ", 'do_not_contact': true, 'title': 'Dr', 'country': '?'}",
            null);

    assertEquals(lead, taken.path("lead_id"));
    taken
        .then()
        .body("outcome", equalTo("updated"))
        .body("dropped", equalTo(List.of("address.country")));
    read(LEADS + "/" + lead)
        .then()
        .body("last_name", equalTo("Lee"))
        .body("title", equalTo("Dr"))
        .body("consent.do_not_call", equalTo(true))
        .body("consent.do_not_email", equalTo(true));
  }

  @Test
  void reportsOfOneReferenceAtOnceMakeOneLead() {
    assertEquals(
        1, atOnce(6, "{'system': 'gohighlevel', 'external_id': 'x1', 'last_name': 'Lee'}").size());
    assertEquals(1, read(LEADS).<List<?>>path("items").size());
  }

  @Test
  void anotherExtensionOfANumberIsSomebodyElse() {
    String seven = create("{'phone': '+1 202 555 0123 x7'}");
    String none = create("{'phone': '+1 202 555 0199'}");

    Response eight = report("{'phone': '+1 202 555 0123 x8'}", null);

    eight.then().body("outcome", equalTo("created"));
    assertNotEquals(seven, eight.path("lead_id"));
    assertEquals(seven, report("{'phone': '+1 202 555 0123 x7'}", null).path("lead_id"));
    assertEquals(seven, report("{'phone': '+1 202 555 0123'}", null).path("lead_id"));
    assertEquals(none, report("{'phone': '+1 202 555 0199 x8'}", null).path("lead_id"));
  }
}
