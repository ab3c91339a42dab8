package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.Members.accept;
import static com.leadignite.auth.testing.Members.changeRole;
import static com.leadignite.auth.testing.Members.invite;
import static com.leadignite.auth.testing.Members.join;
import static com.leadignite.auth.testing.Members.leave;
import static com.leadignite.auth.testing.Members.recordedRole;
import static com.leadignite.auth.testing.Members.remove;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.HeldTransaction;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Leaving an organization, and being taken out of it. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeaveOrganizationTest {

  private Session founder;
  private Object tenant;

  @BeforeEach
  void anOrganization() {
    founder = signUp(newEmail());
    tenant = founder.claim("tenant_id");
  }

  @Test
  @Tag("B25")
  @Tag("B41")
  void revokesTheTokensOfARemovedMemberAtOnce() {
    Session member = join(founder, "manager");

    remove(founder, member).then().statusCode(204);

    as(member).get("/auth/v1/organization").then().statusCode(401);
    assertEquals(
        List.of(founder.userId()),
        as(founder).get("/auth/v1/organization/members").path("items.user_id"));
    assertEquals("manager", recordedRole("organization.member.removed"));
    remove(founder, member).then().statusCode(404);
  }

  @Test
  void givesAMemberWithoutAnotherOrganizationOneOfTheirOwn() {
    Session member = join(founder, "agent");
    String email = (String) member.claim("email");

    remove(founder, member).then().statusCode(204);

    Session after = refresh(member);
    assertNotEquals(tenant, after.claim("tenant_id"));
    assertEquals("admin", after.claim("role"));
    as(after)
        .get("/auth/v1/organization")
        .then()
        .body("name", equalTo(email.substring(0, email.indexOf('@'))));
    as(signIn(email)).get("/auth/v1/user").then().statusCode(200);
    // They can be invited again.
    accept(after, invite(founder, email, "user").getString("token")).then().statusCode(200);
    assertEquals("user", refresh(after).claim("role"));
  }

  @Test
  void keepsTheOrganizationTheyActInIfItIsAnother() {
    String email = newEmail();
    Session person = signUp(email);
    accept(person, invite(founder, email, "agent").getString("token")).then().statusCode(200);
    Session here = refresh(person);

    leave(here, tenant).then().statusCode(204);

    as(here).get("/auth/v1/organization").then().statusCode(401);
    as(person).get("/auth/v1/user").then().statusCode(200);
    Session after = refresh(here);
    assertEquals(person.claim("tenant_id"), after.claim("tenant_id"));
    as(after).post("/auth/v1/organizations/" + tenant + "/switch").then().statusCode(404);
    leave(after, tenant).then().statusCode(404);
    assertEquals("agent", recordedRole("organization.member.left"));
    assertEquals(2, Stored.count("auth.organizations"));
  }

  @Test
  void keepsTheLastAdmin() {
    join(founder, "manager");

    leave(founder, tenant)
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/last-admin"))
        .body("code", equalTo("conflict"));

    Session second = join(founder, "admin");
    PlatformServers.sql(
        "update auth.users set banned_until = now() + interval '1 hour' where id = '%s'"
            .formatted(second.userId()));
    leave(founder, tenant).then().statusCode(409);
    assertEquals(0, Stored.events("organization.member.left"));
    PlatformServers.sql("update auth.users set banned_until = null");
    leave(founder, tenant).then().statusCode(204);
  }

  @Test
  void keepsOneAdminHoweverManyGoAtOnce() {
    Queue<Session> admins = new ConcurrentLinkedQueue<>(List.of(founder));
    for (int i = 0; i < 3; i++) {
      admins.add(join(founder, "admin"));
    }

    List<Integer> answers = Parallel.run(4, () -> leave(admins.remove(), tenant).statusCode());

    assertEquals(List.of(204, 204, 204, 409), answers.stream().sorted().toList());
    assertEquals(
        1, Stored.count("auth.memberships where role = 'admin' and tenant_id = '" + tenant + "'"));
  }

  @Test
  @Tag("B41")
  void ofTwoAdminsWhoRemoveEachOtherOneStays() throws Exception {
    Session second = join(founder, "admin");
    CompletableFuture<Response> one;
    CompletableFuture<Response> other;

    try (HeldTransaction held =
        HeldTransaction.begin(
            "select from auth.organizations where tenant_id = '%s' for no key update"
                .formatted(tenant))) {
      one = Parallel.begin(() -> remove(founder, second));
      held.awaitWaiting(1);
      other = Parallel.begin(() -> remove(second, founder));
      held.awaitWaiting(2);
    }

    assertEquals(204, one.join().statusCode());
    assertEquals(403, other.join().statusCode());
    assertEquals(
        1, Stored.count("auth.memberships where role = 'admin' and tenant_id = '" + tenant + "'"));
  }

  @Test
  void isForAdminsOfTheOrganizationAndNeverForOneself() {
    Session agent = join(founder, "agent");
    Session stranger = signUp(newEmail());

    remove(agent, founder).then().statusCode(403);
    remove(founder, founder).then().statusCode(403);
    remove(stranger, agent).then().statusCode(404);
    leave(stranger, tenant).then().statusCode(404);
    as(founder).delete("/auth/v1/organization/members/x").then().statusCode(404);

    as(agent).get("/auth/v1/organization").then().statusCode(200);
  }

  @Test
  void refusesToRemoveAPlatformAdministrator() {
    Session platform = join(founder, "user");
    PlatformServers.sql(
        "update auth.memberships set role = 'platform_admin' where user_id = '%s'"
            .formatted(platform.userId()));

    remove(founder, platform).then().statusCode(404);
    changeRole(founder, platform, "user").then().statusCode(404);
    leave(platform, tenant).then().statusCode(409);
  }

  /** While somebody is taken out of an organization they choose it to act in, again and again. */
  @Test
  void allowsNoActingInAnOrganizationOfOthers() {
    String email = newEmail();
    Session person = signUp(email);
    accept(person, invite(founder, email, "agent").getString("token")).then().statusCode(200);
    Queue<String> calls = new ConcurrentLinkedQueue<>(List.of("remove"));

    List<Integer> answers =
        Parallel.run(
            6,
            () ->
                calls.poll() != null
                    ? remove(founder, person).statusCode()
                    : as(person).post("/auth/v1/organizations/" + tenant + "/switch").statusCode());

    answers.forEach(status -> assertEquals(true, status == 200 || status == 204 || status == 404));
    assertEquals(person.claim("tenant_id"), refresh(person).claim("tenant_id"));
  }

  @Test
  void answersServicesWhoIsAMember() {
    Session member = join(founder, "user");
    Session stranger = signUp(newEmail());
    String token = serviceToken("asking-service");

    ask(token, tenant, member.userId())
        .then()
        .body("member", equalTo(true))
        .body("role", equalTo("user"));
    assertEquals(since(token, member), member.claim("member_since_ms"));
    assertEquals("{\"member\":false}", ask(token, tenant, stranger.userId()).asString());
    assertEquals("{\"member\":false}", ask(token, tenant, new UUID(0, 0)).asString());
    assertEquals("{\"member\":false}", ask(token, new UUID(0, 0), member.userId()).asString());
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1 hour'");
    assertEquals("{\"member\":false}", ask(token, tenant, member.userId()).asString());
    ask(token, tenant, "x").then().statusCode(404);
  }

  @Test
  @Tag("B41")
  void tellsAMembershipFromTheOneBeforeIt() {
    Session member = join(founder, "manager");
    String email = (String) member.claim("email");
    remove(founder, member).then().statusCode(204);
    accept(refresh(member), invite(founder, email, "manager").getString("token"))
        .then()
        .statusCode(200);

    Session again = refresh(member);

    assertEquals(since(serviceToken("asking-service"), again), again.claim("member_since_ms"));
    assertTrue((long) again.claim("member_since_ms") > (long) member.claim("member_since_ms"));
  }

  @Test
  void answersNobodyButServices() {
    Session member = join(founder, "user");

    ask(founder.accessToken(), tenant, member.userId()).then().statusCode(403);
    ask(serviceToken("leads-service"), tenant, member.userId()).then().statusCode(403);
  }

  private static String serviceToken(String client) {
    return given()
        .auth()
        .preemptive()
        .basic(client, "secret-of-leads")
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/auth/v1/token?grant_type=client_credentials")
        .path("access_token");
  }

  private Object since(String token, Session member) {
    String since = ask(token, tenant, member.userId()).path("since");
    return Instant.parse(since).toEpochMilli();
  }

  private static Response ask(String token, Object tenant, Object user) {
    return given()
        .header("Authorization", "Bearer " + token)
        .get("/auth/v1/organizations/" + tenant + "/members/" + user);
  }
}
