package com.leadignite.leads.lead;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The teams of an organization: their names, and who is in them. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(value = TestingAuth.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(CleanDatabase.class)
class TeamsTest {

  private static final String TEAMS = "/leads/v1/teams";

  private final Org org = new Org();
  private final Member admin = org.member(Role.ADMIN);
  private final Member agent = org.member(Role.AGENT);

  private Response rename(Member who, String id, String etag, String name) {
    return who.request()
        .header("If-Match", etag)
        .contentType("application/merge-patch+json")
        .body(Map.of("name", name))
        .patch(TEAMS + "/" + id);
  }

  private Response put(Member who, String team, Member member) {
    return who.request().put(TEAMS + "/" + team + "/members/" + member.user());
  }

  @Test
  void areCreatedRenamedAndDeleted() {
    Response created = admin.createTeam("  Field sales ");
    String id =
        created
            .then()
            .statusCode(201)
            .header("ETag", "\"1-0\"")
            .body("name", equalTo("Field sales"))
            .body("members", equalTo(0))
            .body("created_at", notNullValue())
            .extract()
            .path("id");
    assertEquals(TEAMS + "/" + id, created.header("Location"));
    put(admin, id, agent).then().statusCode(204);

    agent.request().header("If-None-Match", "\"1-0\"").get(TEAMS + "/" + id).then().statusCode(200);
    admin.request().header("If-Match", "\"1-0\"").delete(TEAMS + "/" + id).then().statusCode(412);
    rename(admin, id, "\"1-1\"", "Inside sales")
        .then()
        .statusCode(200)
        .header("ETag", "\"2-1\"")
        .body("members", equalTo(1));

    rename(admin, id, "\"1-1\"", "Outside sales").then().statusCode(412).header("ETag", "\"2-1\"");
    agent.request().get(TEAMS + "/" + id).then().body("name", equalTo("Inside sales"));
    agent.request().header("If-None-Match", "\"2-1\"").get(TEAMS + "/" + id).then().statusCode(304);
    admin.request().header("If-Match", "\"1-1\"").delete(TEAMS + "/" + id).then().statusCode(412);
    admin.request().header("If-Match", "\"2-1\"").delete(TEAMS + "/" + id).then().statusCode(204);
    admin.request().get(TEAMS + "/" + id).then().statusCode(404);
    admin.request().get(TEAMS + "/" + id + "/members").then().body("items", hasSize(0));
    assertEquals(
        List.of("team.created", "team.member_added", "team.changed", "team.deleted"),
        Outbox.actions());
  }

  @Test
  void haveNamesOfTheirOwnInAnyCase() {
    admin.team("Sales");
    String other = admin.team("Support");

    admin
        .createTeam("SALES")
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/duplicate-team"));
    rename(admin, other, "\"1-0\"", "sales").then().statusCode(409);
    rename(admin, other, "\"1-0\"", "SUPPORT").then().statusCode(200);
    new Org().member(Role.ADMIN).createTeam("Sales").then().statusCode(201);
    admin.createTeam(" ").then().statusCode(400);
    String unnamed = UUID.randomUUID().toString();
    admin.team("team " + unnamed);
    put(admin, unnamed, agent)
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/duplicate-team"));
    admin.createTeam("x".repeat(101)).then().statusCode(400);
  }

  @Test
  void areListedByNamePageByPage() {
    for (String name : List.of("beta", "Alpha", "gamma", "Delta", "epsilon")) {
      admin.team(name);
    }
    new Org().member(Role.ADMIN).team("Aardvark");

    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      Response page =
          agent.request().get(TEAMS + "?limit=2" + (cursor == null ? "" : "&cursor=" + cursor));
      page.then().statusCode(200);
      names.addAll(page.jsonPath().getList("items.name"));
      cursor = page.path("next");
    } while (cursor != null);

    assertEquals(List.of("Alpha", "beta", "Delta", "epsilon", "gamma"), names);
  }

  @Test
  void haveMembersThatAreListedPageByPage() {
    String id = admin.team("Sales");
    List<String> members = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Member member = org.member(Role.AGENT);
      put(admin, id, member).then().statusCode(204);
      members.add(member.user().toString());
    }
    members.sort(null);

    Response first = admin.request().get(TEAMS + "/" + id + "/members?limit=2");
    first.then().body("items.user_id", equalTo(members.subList(0, 2)));
    String next = first.path("next");
    admin
        .request()
        .get(TEAMS + "/" + id + "/members?limit=2&cursor=" + next)
        .then()
        .body("items.user_id", contains(members.get(2)))
        .body("next", nullValue());
    admin
        .request()
        .get(TEAMS + "/" + UUID.randomUUID() + "/members?cursor=" + next)
        .then()
        .statusCode(400);
  }

  @Test
  @Tag("B34")
  void areOneOrganizationsAndChangedByItsAdmins() {
    String id = admin.team("Sales");
    Member stranger = new Org().member(Role.ADMIN);

    stranger.request().get(TEAMS + "/" + id).then().statusCode(404);
    rename(stranger, id, "\"1\"", "x").then().statusCode(404);
    stranger.request().header("If-Match", "\"1\"").delete(TEAMS + "/" + id).then().statusCode(404);
    stranger.request().get(TEAMS).then().body("items", hasSize(0));
    Member manager = org.member(Role.MANAGER);
    for (Member lesser : List.of(agent, manager)) {
      lesser.createTeam("x").then().statusCode(403);
      rename(lesser, id, "\"1\"", "x").then().statusCode(403);
      lesser.request().header("If-Match", "\"1\"").delete(TEAMS + "/" + id).then().statusCode(403);
    }
    admin.request().get(TEAMS + "/nonsense").then().statusCode(404);
  }

  /** As before, and in replicas of the version before, where the trigger does it. */
  @Test
  void existOnceSomebodyIsPutIntoThem() {
    String id = UUID.randomUUID().toString();
    put(admin, id, agent).then().statusCode(204);
    String old = UUID.randomUUID().toString();
    PlatformServers.sql(
        "insert into leads.team_member (tenant_id, team_id, user_id) values ('%s', '%s', '%s')"
            .formatted(org.tenant, old, agent.user()));

    for (String team : List.of(id, old)) {
      admin
          .request()
          .get(TEAMS + "/" + team)
          .then()
          .statusCode(200)
          .body("name", equalTo("Team " + team))
          .body("members", equalTo(1));
    }
    assertEquals(List.of("team.created", "team.member_added"), Outbox.actions());
  }

  @Test
  void showTheirManagerNothingOnceTheyAreDeleted() {
    Member manager = org.member(Role.MANAGER);
    String id = admin.team("Sales");
    String lead = agent.lead("{'last_name': 'Lee'}");
    put(admin, id, agent).then().statusCode(204);
    put(admin, id, manager).then().statusCode(204);
    manager.read(lead).then().statusCode(200);

    admin.request().header("If-Match", "\"1-2\"").delete(TEAMS + "/" + id).then().statusCode(204);

    manager.read(lead).then().statusCode(404);
  }
}
