package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.Bodies.assertProblem;
import static com.leadignite.leads.lead.Bodies.json;
import static com.leadignite.leads.lead.Bodies.problem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.caller.Role;
import com.leadignite.leads.lead.Org.Member;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeadResourceTest {

  private static final String NOT_FOUND =
      """
      {'type': '/problems/not-found', 'title': 'There is nothing here', 'status': 404,
       'detail': 'There is no such lead.'}
      """;
  private static final String FORBIDDEN =
      """
      {'type': '/problems/forbidden', 'title': 'The caller may not do this', 'status': 403,
       'detail': 'You may not change this lead in this way.'}
      """;
  private static final String PRECONDITION_REQUIRED =
      """
      {'type': '/problems/precondition-required',
       'title': 'The request must say which version it changes', 'status': 428,
       'detail': 'Send If-Match with the ETag of the version that the change is made to.'}
      """;
  private static final String PRECONDITION_FAILED =
      """
      {'type': '/problems/precondition-failed', 'title': 'It has changed in the meantime',
       'status': 412, 'detail': 'Read it again, and make the change to what it is now.'}
      """;

  private final Org org = new Org();
  private final Member admin = org.member(Role.ADMIN);
  private final Member user = org.member(Role.USER);
  private final Member agent = org.member(Role.AGENT);
  private final Member manager = org.member(Role.MANAGER);

  @Test
  void createsALeadOfTheCallersAndAnswersAllOfIt() {
    Response created =
        user.create(
            """
            {'first_name': 'Ann', 'last_name': 'Lee', 'company': 'Acme', 'title': 'CEO',
             'email': 'Ann@Example.com', 'phone': '+1 202 555 0123',
             'website': 'https://example.com', 'address': {'city': 'Ulm', 'country': 'DE'},
             'source': 'web', 'campaign': 'spring', 'score': 7, 'tags': ['hot'],
             'consent': {'basis': 'consent', 'obtained_at': '2026-01-02T03:04:05Z'}}
            """);

    assertEquals(201, created.statusCode(), created.asString());
    assertEquals("\"1\"", created.header("ETag"));
    ObjectNode lead = (ObjectNode) json(created.asString());
    String id = lead.remove("id").textValue();
    assertEquals("/leads/v1/leads/" + id, created.header("Location"));
    assertEquals(7, UUID.fromString(id).version());
    String time = lead.remove("created_at").textValue();
    assertEquals(time, lead.remove("updated_at").textValue());
    assertTrue(Instant.parse(time).isAfter(Instant.parse("2026-01-01T00:00:00Z")));
    assertEquals(
        json(
            """
            {"tenant_id": "%s", "owner_id": "%s", "assignee_id": null, "team_id": null,
             "first_name": "Ann", "last_name": "Lee", "company": "Acme", "title": "CEO",
             "email": "Ann@Example.com", "email_norm": "ann@example.com",
             "phone": "+1 202 555 0123", "phone_e164": "+12025550123", "phone_extension": null,
             "website": "https://example.com", "website_url": "https://example.com",
             "address": {"street": null, "city": "Ulm", "region": null, "postal_code": null,
                         "country": "DE"},
             "source": "web", "campaign": "spring", "status": "new", "status_reason": null,
             "score": 7, "tags": ["hot"],
             "consent": {"basis": "consent", "obtained_at": "2026-01-02T03:04:05Z",
                         "do_not_call": false, "do_not_email": false},
             "version": 1, "deleted_at": null}
            """
                .formatted(org.tenant, user.user())),
        lead);
    assertEquals(json(created.asString()), json(user.read(id).asString()));
  }

  @Test
  void tellsEveryFieldThatBreaksARule() {
    assertProblem(
        400,
        """
        {'type': '/problems/validation-failed', 'title': 'The request breaks a rule',
         'status': 400, 'detail': 'See errors for each field.',
         'errors': [{'field': 'email', 'message': 'must be an e-mail address'},
                    {'field': 'score', 'message': 'must be a whole number from 0 to 100'}]}
        """,
        user.create("{'last_name': 'Lee', 'email': 'nobody', 'score': 101}"));
  }

  @Test
  void takesJsonOnly() {
    assertEquals(
        415, user.request().contentType("text/plain").body("{}").post(Org.LEADS).statusCode());
    String id = user.lead("{'last_name': 'Lee'}");
    assertEquals(
        415,
        user.request()
            .header("If-Match", "\"1\"")
            .contentType("application/json")
            .body("{}")
            .patch(Org.LEADS + "/" + id)
            .statusCode());
  }

  @Test
  void refusesAnAddressThatAnotherLeadHasAndNamesThatLeadToThoseWhoSeeIt() {
    String first = user.lead("{'email': 'ann@example.com'}");
    String problem =
        """
        {'type': '/problems/duplicate-lead',
         'title': 'Another lead has the same e-mail address or phone number', 'status': 409,
         'detail': 'Another lead of the organization has this email.', 'field': 'email'%s}
        """;

    assertProblem(
        409,
        problem.formatted(", 'lead_id': '" + first + "'"),
        user.create("{'email': 'ANN@example.com'}"));
    assertProblem(409, problem.formatted(""), agent.create("{'email': 'ann@EXAMPLE.com'}"));
    new Org().member(Role.USER).lead("{'email': 'ann@example.com'}");
  }

  @Test
  void refusesANumberThatAnotherLeadHas() {
    String first = user.lead("{'phone': '+12025550123'}");
    String second = user.lead("{'phone': '+12025550124'}");

    Response refused = user.change(second, "\"1\"", "{'phone': '+1 (202) 555-0123'}");

    assertEquals(409, refused.statusCode());
    assertEquals("phone", refused.path("field"));
    assertEquals(first, refused.path("lead_id"));
  }

  @Test
  void answersNotModifiedToClientsThatHaveTheVersion() {
    String id = user.lead("{'last_name': 'Lee'}");

    Response known = user.request().header("If-None-Match", "W/\"1\"").get(Org.LEADS + "/" + id);

    assertEquals(304, known.statusCode());
    assertEquals("\"1\"", known.header("ETag"));
    assertEquals("", known.asString());
    user.request()
        .header("If-None-Match", "\"2\"")
        .get(Org.LEADS + "/" + id)
        .then()
        .statusCode(200);
  }

  @Test
  @Tag("B34")
  void answersTheSameForWhatIsNotThereNotTheirsDeletedOrNoId() {
    String foreign = new Org().member(Role.ADMIN).lead("{'last_name': 'Foreign'}");
    String others = admin.lead("{'last_name': 'Others'}");
    String deleted = user.lead("{'last_name': 'Deleted'}");
    user.delete(deleted, "\"1\"").then().statusCode(204);
    for (String id :
        List.of(
            UUID.randomUUID().toString(),
            foreign,
            others,
            deleted,
            "1-1-1-1-1",
            "null",
            "-1",
            "'or'1'='1",
            "0190-x")) {
      assertProblem(404, NOT_FOUND, user.read(id));
      assertProblem(404, NOT_FOUND, user.change(id, "\"1\"", "{}"));
      assertProblem(404, NOT_FOUND, user.delete(id, "\"1\""));
      if (!id.equals(deleted)) {
        assertProblem(404, NOT_FOUND, user.restore(id));
      }
      assertProblem(404, NOT_FOUND, manager.transfer(id, "\"1\"", manager.user()));
    }
  }

  @Test
  void changesWhatAPatchSaysAndNothingElse() {
    String id =
        user.lead(
            "{'first_name': 'Ann', 'last_name': 'Lee', 'address': {'city': 'Ulm', 'country': 'DE'}}");
    ObjectNode before = (ObjectNode) json(user.read(id).asString());

    Response changed =
        user.change(
            id, "\"1\"", "{'first_name': null, 'title': 'Dr', 'address': {'city': 'Bonn'}}");

    assertEquals(200, changed.statusCode(), changed.asString());
    assertEquals("\"2\"", changed.header("ETag"));
    ObjectNode after = (ObjectNode) json(changed.asString());
    before.putNull("first_name").put("title", "Dr").put("version", 2);
    ((ObjectNode) before.get("address")).put("city", "Bonn");
    before.set("updated_at", after.get("updated_at"));
    assertEquals(before, after);
  }

  @Test
  void aPatchThatChangesNothingIsNoNewVersion() {
    String id = user.lead("{'last_name': 'Lee'}");

    user.change(id, "\"1\"", "{'last_name': ' Lee '}")
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"");

    assertEquals(List.of("lead.created"), Outbox.actions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"2\"", "\"0\"", "\"1\\\"", "\"2\", \"3\"", "\"9999999999999999999999\""})
  void refusesAChangeOfAnotherVersion(String ifMatch) {
    String id = user.lead("{'last_name': 'Lee'}");

    for (Response refused :
        List.of(user.change(id, ifMatch, "{'title': 'Dr'}"), user.delete(id, ifMatch))) {
      assertProblem(412, PRECONDITION_FAILED, refused);
      assertEquals("\"1\"", refused.header("ETag"));
    }
    user.read(id).then().body("version", equalTo(1)).body("title", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"1\"", "1", "\"1", "'1'", "\"1\", W/\"1\""})
  void saysWhatATagIsInsteadOfThatTheLeadHasChanged(String ifMatch) {
    String id = admin.lead("{'last_name': 'Lee'}");

    for (Response refused :
        List.of(
            admin.change(id, ifMatch, "{'title': 'Dr'}"),
            admin.delete(id, ifMatch),
            admin.transfer(id, ifMatch, user.user()),
            admin.request().header("If-Match", ifMatch).post(Org.LEADS + "/" + id + "/restore"))) {
      assertEquals(400, refused.statusCode(), refused.asString());
      assertEquals(List.of("If-Match"), refused.path("errors.field"));
    }
  }

  @Test
  void restoresTheVersionThatIfMatchNames() {
    String id = admin.lead("{'last_name': 'Lee'}");
    admin.delete(id, "\"1\"").then().statusCode(204);
    String restore = Org.LEADS + "/" + id + "/restore";

    Response stale = admin.request().header("If-Match", "\"1\"").post(restore);

    assertProblem(412, PRECONDITION_FAILED, stale);
    admin.request().header("If-Match", "\"2\"").post(restore).then().statusCode(200);
  }

  @Test
  void ignoresNoIdempotencyKey() {
    for (List<String> keys :
        List.of(List.of(""), List.of(" "), List.of("a", "b"), List.of("", "a"))) {
      RequestSpecification request = user.request();
      keys.forEach(key -> request.header("Idempotency-Key", key));
      Response refused =
          request.contentType("application/json").body("{\"last_name\": \"Lee\"}").post(Org.LEADS);

      assertEquals(400, refused.statusCode(), refused.asString());
      assertTrue(
          refused.asString().toLowerCase(Locale.ROOT).contains("idempotency-key"),
          refused.asString());
    }
    assertEquals(List.of(), user.list("").path("items"));
  }

  @Test
  void saysWhichMediaTypesItReads() {
    String lead = Org.LEADS + "/" + user.lead("{'last_name': 'Lee'}");
    for (String type : List.of("text/plain", "application/json")) {
      Response refused = user.request().contentType(type).body("{}").patch(lead);

      assertEquals(415, refused.statusCode());
      assertEquals(Org.MERGE_PATCH, refused.header("Accept-Patch"));
      assertEquals(null, refused.header("Accept-Post"));
    }
    Response packed =
        user.request()
            .header("Content-Encoding", "gzip")
            .contentType("application/json")
            .body("{}")
            .post(Org.LEADS);

    assertEquals(415, packed.statusCode());
    assertEquals("application/json", packed.header("Accept-Post"));
    assertEquals("identity", packed.header("Accept-Encoding"));
  }

  @Test
  void demandsToKnowTheVersionThatIsChanged() {
    String id = admin.lead("{'last_name': 'Lee'}");

    assertProblem(428, PRECONDITION_REQUIRED, admin.change(id, "*", "{'title': 'Dr'}"));
    assertProblem(428, PRECONDITION_REQUIRED, admin.delete(id, "*"));
    assertProblem(428, PRECONDITION_REQUIRED, admin.transfer(id, "*", user.user()));
    assertProblem(
        428,
        PRECONDITION_REQUIRED,
        admin.request().contentType(Org.MERGE_PATCH).body("{}").patch(Org.LEADS + "/" + id));
    assertProblem(428, PRECONDITION_REQUIRED, admin.request().delete(Org.LEADS + "/" + id));
  }

  @Test
  void refusesAStatusThatCannotFollow() {
    String id = user.lead("{'last_name': 'Lee', 'status': 'converted'}");

    assertProblem(
        409,
        """
        {'type': '/problems/status-change-refused',
         'title': 'The lead\\u0027s status cannot change in this way', 'status': 409,
         'detail': 'A lead that is converted cannot become new.', 'allowed': []}
        """,
        user.change(id, "\"1\"", "{'status': 'new'}"));
  }

  @Test
  @Tag("B35")
  void refusesToSetWhatIsNotTheCallersToSet() {
    String id = user.lead("{'last_name': 'Lee'}");
    for (String member :
        List.of("id", "tenant_id", "owner_id", "role", "version", "created_at", "deleted_at")) {
      String body = "{'last_name': 'Any', '" + member + "': '" + agent.user() + "'}";
      String problem =
          """
          {'type': '/problems/validation-failed', 'title': 'The request breaks a rule',
           'status': 400, 'detail': 'See errors for each field.',
           'errors': [{'field': '%s', 'message': 'is not a member that can be written here'}]}
          """
              .formatted(member);
      assertProblem(400, problem, user.create(body));
      assertProblem(400, problem, user.change(id, "\"1\"", body));
    }
    user.read(id)
        .then()
        .body("version", equalTo(1))
        .body("owner_id", equalTo(user.user().toString()));
  }

  @Test
  void deletesAndRestores() {
    String id = user.lead("{'email': 'ann@example.com'}");

    Response deleted = user.delete(id, "\"1\"");

    assertEquals(204, deleted.statusCode());
    assertEquals("", deleted.asString());
    assertProblem(404, NOT_FOUND, user.read(id));
    user.list("").then().body("items.size()", equalTo(0));
    admin.list("?deleted=true").then().body("items.id", equalTo(List.of(id)));
    Response restored = user.restore(id);
    assertEquals(200, restored.statusCode());
    assertEquals("\"3\"", restored.header("ETag"));
    assertEquals(json(restored.asString()), json(user.read(id).asString()));
    user.restore(id).then().statusCode(200).header("ETag", "\"3\"");
  }

  @Test
  void doesNotRestoreOverALeadThatTookTheAddress() {
    String gone = user.lead("{'email': 'ann@example.com'}");
    user.delete(gone, "\"1\"").then().statusCode(204);
    String twin = user.lead("{'email': 'ann@example.com'}");

    Response refused = user.restore(gone);

    assertEquals(409, refused.statusCode());
    assertEquals("email", refused.path("field"));
    assertEquals(twin, refused.path("lead_id"));
    assertProblem(404, NOT_FOUND, user.read(gone));
  }

  @Test
  void showsEachRoleWhatIsTheirs() {
    String users = user.lead("{'last_name': 'Users'}");
    String agents = agent.lead("{'last_name': 'Agents'}");
    String assigned =
        admin.lead("{'last_name': 'Assigned', 'assignee_id': '" + agent.user() + "'}");
    String admins = admin.lead("{'last_name': 'Admins'}");

    assertSees(user, users);
    assertSees(agent, agents, assigned);
    assertSees(manager);
    assertSees(admin, users, agents, assigned, admins);
    assertSees(new Org().member(Role.ADMIN));
  }

  @Test
  void showsAManagerTheirTeamWhileItIsTheirs() {
    String team = UUID.randomUUID().toString();
    String members = "/leads/v1/teams/" + team + "/members/";
    String users = user.lead("{'last_name': 'Users'}");
    assertSees(manager);

    for (Member member : List.of(manager, user)) {
      admin.request().put(members + member.user()).then().statusCode(204);
    }

    assertSees(manager, users);
    manager
        .change(
            users, "\"1\"", "{'assignee_id': '" + manager.user() + "', 'team_id': '" + team + "'}")
        .then()
        .statusCode(200);
    admin.request().delete(members + manager.user()).then().statusCode(204);
    assertSees(manager, users);
    manager.change(users, "\"2\"", "{'assignee_id': null}").then().statusCode(403);
  }

  @Test
  void letsAnAgentWorkOnWhatTheyAreAssignedAndNoMore() {
    String id = admin.lead("{'last_name': 'Lee', 'assignee_id': '" + agent.user() + "'}");

    agent.change(id, "\"1\"", "{'status': 'in_process'}").then().statusCode(200);

    assertProblem(403, FORBIDDEN, agent.delete(id, "\"2\""));
    assertProblem(
        403, FORBIDDEN, agent.change(id, "\"2\"", "{'assignee_id': '" + user.user() + "'}"));
    assertProblem(403, FORBIDDEN, agent.change(id, "\"2\"", "{'assignee_id': null}"));
    assertProblem(403, FORBIDDEN, agent.change(id, "\"2\"", "{'team_id': '" + org.tenant + "'}"));
    admin.delete(id, "\"2\"").then().statusCode(204);
    assertProblem(404, NOT_FOUND, agent.restore(id));
    assertProblem(
        403, FORBIDDEN, user.create("{'last_name': 'A', 'assignee_id': '" + user.user() + "'}"));
  }

  @Test
  void handsALeadOverIfAManagerOrAdministratorSaysSo() {
    String id = user.lead("{'last_name': 'Lee'}");

    Response transferred = admin.transfer(id, "\"1\"", agent.user());

    assertEquals(200, transferred.statusCode(), transferred.asString());
    assertEquals(agent.user().toString(), transferred.path("owner_id"));
    assertProblem(404, NOT_FOUND, user.read(id));
    agent.read(id).then().statusCode(200);
    assertEquals(403, agent.transfer(id, "\"2\"", user.user()).statusCode());
    String managers = manager.lead("{'last_name': 'Managers'}");
    assertProblem(403, FORBIDDEN, manager.transfer(managers, "\"1\"", user.user()));
    assertEquals(
        400,
        admin
            .request()
            .header("If-Match", "\"2\"")
            .contentType("application/json")
            .body("{\"owner_id\": null}")
            .post(Org.LEADS + "/" + id + "/transfer")
            .statusCode());
  }

  @Test
  void listsDeletedLeadsToAdministratorsOnly() {
    assertProblem(
        403,
        """
        {'type': '/problems/forbidden', 'title': 'The caller may not do this', 'status': 403,
         'detail': 'Only an administrator may list deleted leads.'}
        """,
        manager.list("?deleted=true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=201",
        "?limit=1e2",
        "?limit=99999999999999999999",
        "?sort=email",
        "?sort=created_at;drop",
        "?sort=--score",
        "?status=lost",
        "?status=",
        "?owner_id=1-1-1-1-1",
        "?email=x",
        "?phone=12",
        "?created_from=yesterday",
        "?deleted=1",
        "?last_name_prefix=",
        "?last_name_prefix=%00",
        "?colour=red",
        "?%ED%A0%80=1",
        "?sort=score&sort=score",
        "?cursor=x",
        "?cursor="
      })
  void refusesAListThatCannotBeMeant(String query) {
    assertEquals(400, user.list(query).statusCode(), query);
  }

  @Test
  void leadsFromPageToPageAndRefusesACursorThatWasTurned() {
    for (int i = 0; i < 5; i++) {
      user.lead("{'last_name': 'Lee', 'score': " + i + "}");
    }
    Response first = user.list("?limit=2&sort=-score");
    String next = first.path("next");

    Response second = user.list("?limit=2&sort=-score&cursor=" + next);
    Response third = user.list("?limit=2&sort=-score&cursor=" + second.path("next"));

    assertEquals(List.of(4, 3), first.path("items.score"));
    assertEquals(List.of(2, 1), second.path("items.score"));
    assertEquals(List.of(0), third.path("items.score"));
    third.then().body("next", nullValue());
    String invalid =
        """
        {'type': '/problems/invalid-cursor', 'title': 'The cursor does not belong to this list',
         'status': 400,
         'detail': 'Send the cursor as it was answered, with the same filters and order, or start over without one.'}
        """;
    assertProblem(400, invalid, user.list("?sort=score&cursor=" + next));
    assertProblem(400, invalid, user.list("?sort=-score&status=new&cursor=" + next));
    assertProblem(400, invalid, user.list("?sort=-score&cursor=A" + next));
    assertProblem(400, invalid, new Org().member(Role.USER).list("?sort=-score&cursor=" + next));
  }

  @Test
  @Tag("B37")
  void givesMarkupBackAsData() {
    String markup =
        "<script>alert(document.domain)</script><img src=x onerror=alert(1)> ${7*7} {{7*7}} O'Brien & Söhne";
    ObjectNode body = (ObjectNode) json("{}");
    body.put("last_name", "x").put("company", markup).put("title", "=cmd|'/c calc'!A1");
    body.putArray("tags").add("<b>x</b>");

    Response created =
        user.request().contentType("application/json").body(body.toString()).post(Org.LEADS);

    assertEquals(201, created.statusCode());
    assertEquals("application/json", created.contentType().split(";", 2)[0]);
    assertEquals("nosniff", created.header("X-Content-Type-Options"));
    JsonNode read = json(user.read(created.path("id")).asString());
    assertEquals(markup, read.get("company").textValue());
    assertEquals("=cmd|'/c calc'!A1", read.get("title").textValue());
    assertEquals("<b>x</b>", read.get("tags").get(0).textValue());
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"PLATFORM_ADMIN"})
  void isNotForPlatformRoles(Role role) {
    Member other = org.member(role);

    assertEquals(403, other.list("").statusCode());
    assertEquals(403, other.create("{'last_name': 'Lee'}").statusCode());
  }

  @Test
  void isNotForServicesNorForStrangersNorBeyondTheScopes() {
    String id = user.lead("{'last_name': 'Lee'}");
    String service = TestTokens.service("audit-service", "leads:read", "leads:write").bearer();

    assertEquals(
        403, RestAssured.given().header("Authorization", service).get(Org.LEADS).statusCode());
    assertEquals(401, RestAssured.get(Org.LEADS + "/" + id).statusCode());
    Member reader = user.narrowedTo("leads:read");
    assertEquals(200, reader.read(id).statusCode());
    assertEquals(403, reader.create("{'last_name': 'Lee'}").statusCode());
    assertEquals(403, reader.change(id, "\"1\"", "{}").statusCode());
    assertEquals(403, reader.delete(id, "\"1\"").statusCode());
    assertEquals(403, reader.restore(id).statusCode());
    assertEquals(403, user.narrowedTo("leads:write").read(id).statusCode());
    assertEquals(403, user.narrowedTo("calls:read").list("").statusCode());
  }

  @Test
  void tellsOfEachChangeInItsTransaction() {
    String id = user.lead("{'last_name': 'Lee', 'email': 'ann@example.com'}");
    user.change(id, "\"1\"", "{'last_name': 'Li'}").then().statusCode(200);
    user.delete(id, "\"2\"").then().statusCode(204);
    user.restore(id).then().statusCode(200);
    user.create("{'email': 'ann@example.com'}").then().statusCode(409);

    List<JsonNode> events = Outbox.events();

    assertEquals(
        List.of("lead.created", "lead.updated", "lead.deleted", "lead.restored"), Outbox.actions());
    JsonNode updated = events.get(1);
    assertEquals(
        json("{\"last_name\": {\"before\": \"Lee\", \"after\": \"Li\"}}"), updated.get("changes"));
    assertEquals(org.tenant.toString(), updated.get("tenant_id").textValue());
    assertEquals(user.user().toString(), updated.get("actor").get("id").textValue());
    assertEquals(id, updated.get("targets").get(0).get("id").textValue());
    assertEquals(
        "ann@example.com", events.get(0).get("changes").get("email").get("after").textValue());
  }

  private static void assertSees(Member member, String... ids) {
    assertEquals(
        List.of(ids),
        member.list("?sort=created_at").then().statusCode(200).extract().path("items.id"));
    for (String id : ids) {
      member.read(id).then().statusCode(200);
    }
  }
}
