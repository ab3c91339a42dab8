package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.Bodies.assertProblem;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.leads.lead.Org.Member;
import com.leadignite.testkit.peer.TestingAuth;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whom a lead may be given to: members of the organization, as auth-service says. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(value = TestingAuth.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(CleanDatabase.class)
@Tag("B41")
class LeadPeopleTest {

  private static final String NO_MEMBER =
      """
      {'type': '/problems/validation-failed', 'title': 'The request breaks a rule', 'status': 400,
       'detail': 'See errors for each field.',
       'errors': [{'field': '%s', 'message': 'must be a member of the organization'}]}
      """;

  private final Org org = new Org();
  private final Member admin = org.member(Role.ADMIN);
  private final Member agent = org.member(Role.AGENT);

  @AfterEach
  void answerAgain() {
    TestingAuth.answerAsUsual();
  }

  @Test
  void givesALeadToNobodyWhoIsNoMember() {
    String id = admin.lead("{'last_name': 'Lee'}");
    UUID foreigner = new Org().member(Role.AGENT).user();

    for (UUID stranger : List.of(foreigner, UUID.randomUUID(), new UUID(0, 0))) {
      String assign = "{'last_name': 'Lee', 'assignee_id': '" + stranger + "'}";
      assertProblem(400, NO_MEMBER.formatted("assignee_id"), admin.create(assign));
      assertProblem(400, NO_MEMBER.formatted("assignee_id"), admin.change(id, "\"1\"", assign));
      assertProblem(400, NO_MEMBER.formatted("owner_id"), admin.transfer(id, "\"1\"", stranger));
      join(admin, UUID.randomUUID(), stranger).then().statusCode(404);
    }

    admin.read(id).then().body("version", equalTo(1)).body("assignee_id", nullValue());
    assertEquals(List.of("lead.created"), Outbox.actions());
  }

  @Test
  void givesItToMembersAndTellsWhoDidIt() {
    String id = admin.lead("{'last_name': 'Lee', 'assignee_id': '" + agent.user() + "'}");

    admin.transfer(id, "\"1\"", agent.user()).then().statusCode(200);

    Outbox.events()
        .forEach(event -> assertEquals(admin.user().toString(), event.at("/actor/id").textValue()));
    assertEquals(List.of("lead.created", "lead.transferred"), Outbox.actions());
  }

  @Test
  void askedOnceItIsCreatedOnceUnderItsKey() {
    Org.Member other = org.member(Role.AGENT);
    String body = "{\"last_name\": \"Lee\", \"assignee_id\": \"" + other.user() + "\"}";

    String first = keyed(body).then().statusCode(201).extract().asString();
    TestingAuth.leave(org.tenant, other.user());

    keyed(body).then().statusCode(201).header("Idempotency-Replayed", "true");
    assertEquals(first, keyed(body).asString());
    assertEquals(1, Outbox.events().size());
  }

  /** Nobody learns who is a member by asking about a lead that is not theirs. */
  @Test
  void asksNothingForCallersWhoMayNotAssign() {
    String id = admin.lead("{'last_name': 'Lee', 'assignee_id': '" + agent.user() + "'}");
    int before = TestingAuth.questions();

    agent
        .change(id, "\"1\"", "{'assignee_id': '" + UUID.randomUUID() + "'}")
        .then()
        .statusCode(403);
    org.member(Role.MANAGER).transfer(id, "\"1\"", UUID.randomUUID()).then().statusCode(404);
    agent.change(id, "\"1\"", "{'title': 'Dr', 'assignee_id': '" + agent.user() + "'}");
    admin.lead("{'last_name': 'Own', 'assignee_id': '" + admin.user() + "'}");

    assertEquals(before, TestingAuth.questions());
  }

  @Test
  void keepsAFormerMemberOnALeadAndLetsItBeChanged() {
    Member leaver = org.member(Role.AGENT);
    String id = admin.lead("{'last_name': 'Lee', 'assignee_id': '" + leaver.user() + "'}");
    TestingAuth.leave(org.tenant, leaver.user());

    admin.change(id, "\"1\"", "{'title': 'Dr'}").then().statusCode(200);
    admin.delete(id, "\"2\"").then().statusCode(204);
    admin.restore(id).then().statusCode(200);
  }

  @Test
  void givesSomebodyWhoLeftAndCameBackNoneOfTheirTeams() {
    Member manager = org.member(Role.MANAGER);
    UUID team = UUID.randomUUID();
    String id = agent.lead("{'last_name': 'Lee'}");
    join(admin, team, agent.user()).then().statusCode(204);
    join(admin, team, manager.user()).then().statusCode(204);
    manager.read(id).then().statusCode(200);

    TestingAuth.leave(org.tenant, manager.user());
    Member again = org.join(manager.user(), Role.MANAGER);

    again.read(id).then().statusCode(404);
    again.list("").then().body("items", empty());
    join(admin, team, again.user()).then().statusCode(204);
    join(admin, team, again.user()).then().statusCode(204);
    again.read(id).then().statusCode(200);
    assertEquals(3, Outbox.actions().stream().filter("team.member_added"::equals).count());
  }

  @Test
  void answers503IfMembershipIsUnknown() {
    String id = admin.lead("{'last_name': 'Lee'}");
    Member unknown = org.member(Role.AGENT);

    for (int status : new int[] {500, 401, 404, 302, 200}) {
      TestingAuth.answerAlways(status);

      unavailable(admin.create("{'last_name': 'A', 'assignee_id': '" + unknown.user() + "'}"));
      unavailable(admin.transfer(id, "\"1\"", unknown.user()));
      unavailable(join(admin, UUID.randomUUID(), unknown.user()));
    }

    TestingAuth.answerAsUsual();
    admin.transfer(id, "\"1\"", unknown.user()).then().statusCode(200);
  }

  private static void unavailable(Response answer) {
    answer
        .then()
        .statusCode(503)
        .header("Retry-After", matchesPattern("[1-9]\\d*"))
        .body("type", equalTo("/problems/unavailable"));
  }

  private Response keyed(String body) {
    return admin
        .request()
        .header("Idempotency-Key", "once")
        .contentType("application/json")
        .body(body)
        .post(Org.LEADS);
  }

  private static Response join(Member admin, UUID team, UUID user) {
    return admin.request().put("/leads/v1/teams/" + team + "/members/" + user);
  }
}
