package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.Members.changeRole;
import static com.leadignite.auth.testing.Members.invite;
import static com.leadignite.auth.testing.Members.join;
import static com.leadignite.auth.testing.Members.leave;
import static com.leadignite.auth.testing.Members.remove;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.HeldTransaction;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An organization with members keeps an admin who may sign in, whatever happens at once. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B41")
class LastAdminTest {

  private Session founder;
  private Object tenant;
  private Session member;

  @BeforeEach
  void anOrganizationOfTwo() {
    founder = signUp(newEmail());
    tenant = founder.claim("tenant_id");
    member = join(founder, "agent");
  }

  @Test
  void isNotBanned() {
    ban(founder).then().statusCode(409).body("type", equalTo("/problems/last-admin"));

    as(founder).get("/auth/v1/user").then().statusCode(200);
    join(founder, "admin");
    ban(founder).then().statusCode(200);
  }

  /** Those who run the platform stop an organization first, and then its only admin. */
  @Test
  void isBannedIfTheOrganizationIsSuspended() {
    AdminApi.suspend(tenant).then().statusCode(200);

    ban(founder).then().statusCode(200);
  }

  @Test
  void isNeitherDeletedNorDemoted() {
    AdminApi.delete(founder.userId(), false).then().statusCode(409);
    AdminApi.delete(founder.userId(), true).then().statusCode(409);
    AdminApi.change(founder.userId(), Map.of("role", "user")).then().statusCode(409);

    assertEquals(1, admins());
  }

  /** A member who is banned now may be back tomorrow. */
  @Test
  void isNotDeletedIfOthersCannotSignInNow() {
    ban(member).then().statusCode(200);

    AdminApi.delete(founder.userId(), false).then().statusCode(409);
  }

  @Test
  void isNotLostToABanAndALeaveAtOnce() throws Exception {
    Session second = join(founder, "admin");

    List<Integer> answers =
        behindTheOrganization(
            () -> leave(founder, tenant).statusCode(), () -> ban(second).statusCode());

    assertEquals(List.of(204, 409), answers);
    assertEquals(1, admins());
  }

  @Test
  void isNotLostToALeaveAndABanAtOnce() throws Exception {
    Session second = join(founder, "admin");

    List<Integer> answers =
        behindTheOrganization(
            () -> ban(second).statusCode(), () -> leave(founder, tenant).statusCode());

    assertEquals(List.of(200, 409), answers);
    assertEquals(1, admins());
  }

  @Test
  void isNotLostToDeletionsAtOnce() {
    Session second = join(founder, "admin");
    Queue<String> both = new ConcurrentLinkedQueue<>(List.of(founder.userId(), second.userId()));

    List<Integer> answers =
        Parallel.run(2, () -> AdminApi.delete(both.remove(), false).statusCode());

    assertEquals(List.of(200, 409), answers.stream().sorted().toList());
    assertEquals(1, admins());
  }

  /** An admin who is banned while their request waits takes nobody else's role. */
  @Test
  void isNotDemotedOrRemovedByOneWhoWasBannedMeanwhile() throws Exception {
    Session second = join(founder, "admin");
    for (Supplier<Response> attempt :
        List.<Supplier<Response>>of(
            () -> changeRole(founder, second, "user"), () -> remove(founder, second))) {
      try (HeldTransaction held = HeldTransaction.begin(lockOfOrganization())) {
        var waiting = Parallel.begin(attempt);
        held.awaitWaiting(1);
        held.run(
            "update auth.users set banned_until = now() + interval '1 hour' where id = '%s'"
                .formatted(founder.userId()));
        held.commit();
        assertEquals(403, waiting.join().statusCode(), waiting.join().asString());
      }
      assertEquals("admin", refresh(second).claim("role"));
      PlatformServers.sql("update auth.users set banned_until = null");
    }
  }

  @Test
  void handsTheOrganizationOverInOneStep() {
    invite(founder, newEmail(), "admin");

    transfer(founder, member, "manager").then().statusCode(204);

    assertEquals("admin", refresh(member).claim("role"));
    assertEquals("manager", refresh(founder).claim("role"));
    as(founder).get("/auth/v1/user").then().statusCode(403).body("code", equalTo("bad_jwt"));
    as(member).get("/auth/v1/user").then().statusCode(403).body("code", equalTo("bad_jwt"));
    assertEquals(0, Stored.count("auth.invitations where accepted_at is null"));
    assertEquals(1, Stored.events("organization.transferred"));
    assertEquals(2, Stored.events("organization.member.role_changed"));
  }

  @Test
  void handsOverToNobodyWhoCouldNotActForIt() {
    Session stranger = signUp(newEmail());

    transfer(founder, stranger, "user").then().statusCode(404);
    transfer(founder, founder, "user").then().statusCode(403);
    transfer(founder, member, "admin")
        .then()
        .statusCode(400)
        .body("errors[0].message", equalTo("must be user, agent or manager"));
    transfer(member, founder, "user").then().statusCode(403);
    ban(member).then().statusCode(200);
    transfer(founder, member, "user").then().statusCode(404);

    assertEquals("admin", refresh(founder).claim("role"));
  }

  @Test
  @Tag("B23")
  void handsOverAfterASecondFactorOnly() {
    as(founder)
        .body(Map.of("user_id", member.userId(), "role", "user"))
        .post("/auth/v1/organization/transfer")
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/second-factor-needed"));
  }

  @Test
  void handsOverOnceHoweverOftenAtOnce() throws Exception {
    Session other = join(founder, "agent");

    List<Integer> answers =
        behindTheOrganization(
            () -> transfer(founder, member, "user").statusCode(),
            () -> transfer(founder, other, "user").statusCode());

    assertEquals(List.of(204, 403), answers);
    assertEquals(1, admins());
  }

  private static Response transfer(Session from, Session to, String role) {
    return AdminApi.as(
            TestTokens.admin()
                .user(UUID.fromString(from.userId()))
                .tenant(UUID.fromString((String) from.claim("tenant_id")))
                .session(UUID.fromString((String) from.claim("session_id")))
                .role(Role.of((String) from.claim("role")).orElseThrow())
                .scopes((String) from.claim("scope")))
        .body(Map.of("user_id", to.userId(), "role", role))
        .post("/auth/v1/organization/transfer");
  }

  /** Two requests, of which the first is the first that goes on once the organization is free. */
  private List<Integer> behindTheOrganization(Supplier<Integer> first, Supplier<Integer> second)
      throws Exception {
    try (HeldTransaction held = HeldTransaction.begin(lockOfOrganization())) {
      var one = Parallel.begin(first);
      held.awaitWaiting(1);
      var other = Parallel.begin(second);
      held.awaitWaiting(2);
      held.commit();
      return List.of(one.join(), other.join());
    }
  }

  private String lockOfOrganization() {
    return "select from auth.organizations where tenant_id = '%s' for no key update"
        .formatted(tenant);
  }

  private static Response ban(Session person) {
    return AdminApi.change(person.userId(), Map.of("ban_duration", "24h"));
  }

  private long admins() {
    return Stored.count(
        """
        auth.memberships m
        join auth.users u on u.id = m.user_id
        where m.role = 'admin'
          and m.tenant_id = '%s'
          and u.banned_until is null
        """
            .formatted(tenant));
  }
}
