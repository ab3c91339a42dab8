package com.leadignite.leads.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.peer.TestingAuth;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What services report, and what people see of it. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class IntakeResourceTest extends IntakeRequests {

  @Test
  void createsALeadAndItsCallForItsOwner() {
    Response taken =
        report("{'first_name': 'Ann', 'phone': '+1 202 555 0123', 'source': 'Dialer'}", CALL);

    taken
        .then()
        .statusCode(200)
        .body("outcome", equalTo("created"))
        .body("dropped", equalTo(List.of()));
    read(LEADS + "/" + taken.path("lead_id"))
        .then()
        .statusCode(200)
        .body("owner_id", equalTo(owner.toString()))
        .body("first_name", equalTo("Ann"))
        .body("phone_e164", equalTo("+12025550123"))
        .body("source", equalTo("Dialer"));
    read(CALLS + "/" + taken.path("call_id"))
        .then()
        .statusCode(200)
        .body("lead_id", equalTo(taken.path("lead_id")))
        .body("created_by", nullValue())
        .body("provider", equalTo("vapi"))
        .body("transcript", equalTo("Hello"))
        .body("ended_reason", equalTo("customer-ended-call"));
  }

  @Test
  void fillsWhatIsEmptyAndReplacesNothing() {
    String lead =
        create("{'last_name': 'Lee', 'email': 'ann@example.com', 'title': 'Dr', 'tags': ['hot']}");

    Response taken =
        report(
            """
            {'first_name': 'Anna', 'email': 'ANN@example.com', 'title': 'CEO',
             'company': 'Acme', 'phone': '+12025550123', 'tags': ['cold'], 'city': 'Ulm'}
            """,
            null);

    assertEquals(lead, taken.path("lead_id"));
    taken.then().body("outcome", equalTo("updated")).body("call_id", nullValue());
    read(LEADS + "/" + lead)
        .then()
        .body("version", equalTo(2))
        .body("first_name", nullValue())
        .body("last_name", equalTo("Lee"))
        .body("title", equalTo("Dr"))
        .body("company", equalTo("Acme"))
        .body("email", equalTo("ann@example.com"))
        .body("phone_e164", equalTo("+12025550123"))
        .body("address.city", equalTo("Ulm"))
        .body("tags", equalTo(List.of("hot")));
    report("{'email': 'ann@example.com', 'title': 'CEO'}", null)
        .then()
        .body("outcome", equalTo("unchanged"));
  }

  @Test
  void findsALeadByItsIdByReferenceByAddressAndByNumber() {
    String lead = create("{'email': 'ann@example.com'}");
    String other = create("{'phone': '+12025550123'}");

    assertEquals(lead, report("{'id': '" + lead + "'}", null).path("lead_id"));
    String reference = "'system': 'gohighlevel', 'external_id': 'x1'";
    assertEquals(
        lead, report("{" + reference + ", 'email': 'ann@example.com'}", null).path("lead_id"));
    assertEquals(
        lead, report("{" + reference + ", 'email': 'new@example.com'}", null).path("lead_id"));
    assertEquals(
        lead,
        report("{'email': 'ann@example.com', 'phone': '+12025550123'}", null).path("lead_id"));
    assertEquals(other, report("{'phone': '+1 (202) 555-0123'}", null).path("lead_id"));
    assertNull(read(LEADS + "/" + lead).path("phone"));
  }

  @Test
  void dropsWhatALeadMayNotHave() {
    Response taken =
        report(
            "{'last_name': 'Lee', 'email': 'no address', 'country': 'Atlantis', 'phone': '1'}",
            null);

    taken.then().body("outcome", equalTo("created"));
    assertEquals(
        Set.of("email", "address.country", "phone"),
        Set.copyOf(taken.<List<String>>path("dropped")));
  }

  @Test
  void doesNothingForNobody() {
    report("{'campaign': 'Spring'}", CALL)
        .then()
        .statusCode(200)
        .body("outcome", equalTo("unnamed"))
        .body("lead_id", nullValue())
        .body("call_id", nullValue());
  }

  @Test
  void aDeletedLeadStaysDeleted() {
    String who = "'system': 'gohighlevel', 'external_id': 'x1', 'email': 'ann@example.com'";
    String lead = report("{" + who + "}", null).path("lead_id");
    delete(lead);

    report("{" + who + ", 'last_name': 'Lee'}", CALL)
        .then()
        .body("outcome", equalTo("deleted"))
        .body("call_id", nullValue());

    read(LEADS).then().body("items", equalTo(List.of()));
  }

  @Test
  void addsThatSomebodyWantsNoCallsAndNeverTakesItBack() {
    String lead = create("{'email': 'ann@example.com'}");

    report("{'email': 'ann@example.com', 'do_not_contact': true}", null);
    report("{'email': 'ann@example.com', 'do_not_contact': false}", null);

    read(LEADS + "/" + lead)
        .then()
        .body("consent.do_not_call", equalTo(true))
        .body("consent.do_not_email", equalTo(true));
  }

  @Test
  void aCallThatIsReportedAgainIsTheSame() {
    String first = report("{'phone': '+12025550123'}", CALL).path("call_id");
    given()
        .header("Authorization", agent)
        .header("If-Match", "\"1\"")
        .contentType("application/merge-patch+json")
        .body("{\"outcome\": \"wrong_number\"}")
        .patch(CALLS + "/" + first)
        .then()
        .statusCode(200);

    String again =
        report(
                "{'phone': '+12025550123'}",
                CALL.replace("'transcript'", "'summary': 'Short', 'transcript'"))
            .path("call_id");

    assertEquals(first, again);
    read(CALLS + "/" + first)
        .then()
        .body("outcome", equalTo("wrong_number"))
        .body("summary", equalTo("Short"))
        .body("transcript", equalTo("Hello"));
  }

  @Test
  void aDeliveryIsTakenInOnceHoweverOftenItIsSent() {
    String body = body("d-1", "{'last_name': 'Lee'}", CALL);

    List<CompletableFuture<String>> sent =
        IntStream.range(0, 12)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> send(body).asString()))
            .toList();
    Set<String> answers = sent.stream().map(CompletableFuture::join).collect(Collectors.toSet());

    assertEquals(1, answers.size(), answers.toString());
    assertEquals(1, read(LEADS).<List<?>>path("items").size());
    assertEquals(1, read(CALLS).<List<?>>path("items").size());
  }

  @Test
  void deliveriesOfOneNewLeadAtOnceMakeOneLead() {
    Set<String> leads = atOnce(6, "{'email': 'ann@example.com'}");

    assertEquals(1, leads.size());
    assertEquals(1, read(LEADS).<List<?>>path("items").size());
  }

  @Test
  @Tag("B41")
  void refusesAnOwnerWhoIsNoMember() {
    String foreign =
        body("d-1", "{'last_name': 'Lee'}", null)
            .replace(owner.toString(), UUID.randomUUID().toString());

    send(foreign).then().statusCode(400).body("errors.field", equalTo(List.of("owner_id")));

    read(LEADS).then().body("items", equalTo(List.of()));
  }

  @Test
  @Tag("B8")
  void staysInTheOrganizationThatItIsFor() {
    String lead = create("{'email': 'ann@example.com'}");
    UUID other = UUID.randomUUID();
    TestingAuth.join(other, owner, Role.ADMIN);

    String elsewhere =
        send(body("d-1", "{'id': '" + lead + "', 'email': 'ann@example.com'}", null)
                .replace(tenant.toString(), other.toString()))
            .then()
            .statusCode(200)
            .body("outcome", equalTo("created"))
            .extract()
            .path("lead_id");

    read(LEADS + "/" + elsewhere).then().statusCode(404);
  }

  @Test
  @Tag("B35")
  void isForServicesWithTheScope() {
    String body = body("d-1", "{'last_name': 'Lee'}", null);
    for (String bearer :
        List.of(
            agent,
            TestTokens.admin().tenant(tenant).bearer(),
            TestTokens.service("webhook-service", "members:read").bearer())) {
      given()
          .header("Authorization", bearer)
          .contentType("application/json")
          .body(body)
          .post(INTAKE)
          .then()
          .statusCode(403);
    }
    given().contentType("application/json").body(body).post(INTAKE).then().statusCode(401);
  }
}
