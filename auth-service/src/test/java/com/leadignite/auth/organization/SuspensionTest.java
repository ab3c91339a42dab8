package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AdminApi.lift;
import static com.leadignite.auth.testing.AdminApi.platformAdmin;
import static com.leadignite.auth.testing.AdminApi.suspend;
import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static com.leadignite.auth.testing.Members.accept;
import static com.leadignite.auth.testing.Members.invite;
import static com.leadignite.auth.testing.Members.join;
import static com.leadignite.auth.testing.Members.leave;
import static com.leadignite.auth.testing.Members.signUpInvited;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.HeldTransaction;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Organizations that those who run the platform suspend. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B41")
class SuspensionTest {

  private String email;
  private Session admin;
  private Object tenant;

  @BeforeEach
  void anOrganization() {
    email = newEmail();
    admin = signUp(email);
    tenant = admin.claim("tenant_id");
  }

  @Test
  @Tag("B25")
  void revokesEveryTokenForItAndIssuesNone() {
    Session member = join(admin, "agent");

    suspend(tenant).then().statusCode(200).body("suspended_at", notNullValue());

    for (Session each : new Session[] {admin, member}) {
      as(each).get("/auth/v1/user").then().statusCode(403).body("code", equalTo("bad_jwt"));
      tryRefresh(each.refreshToken())
          .then()
          .statusCode(403)
          .body("type", equalTo("/problems/organization-suspended"))
          .body("code", equalTo("organization_suspended"));
    }
    trySignIn(email, PASSWORD)
        .then()
        .statusCode(403)
        .body("code", equalTo("organization_suspended"));
    assertEquals(1, Stored.events("organization.suspended"));
  }

  /** A client that does not know the password learns nothing of it. */
  @Test
  @Tag("B42")
  void answersAWrongPasswordAsBefore() {
    suspend(tenant);

    trySignIn(email, PASSWORD + "x")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_credentials"));
  }

  @Test
  void letsTheSameSessionsContinueOnceItIsLifted() {
    suspend(tenant);

    lift(tenant)
        .then()
        .statusCode(200)
        .body("suspended_at", nullValue())
        .body("suspension_reason", nullValue());

    Session again = refresh(admin);
    as(again).get("/auth/v1/organization").then().statusCode(200).body("suspended", equalTo(false));
    assertEquals(tenant, signIn(email).claim("tenant_id"));
    lift(tenant).then().statusCode(200);
    assertEquals(1, Stored.events("organization.suspension_lifted"));
  }

  @Test
  void letsMembersActInAnotherOfTheirOrganizations() {
    Session member = memberOfTwo();
    Object own = member.claim("tenant_id");
    assertNotEquals(tenant, own);
    as(member).post("/auth/v1/organizations/" + tenant + "/switch").then().statusCode(200);
    member = refresh(member);

    suspend(tenant);

    Session elsewhere = refresh(member);
    assertEquals(own, elsewhere.claim("tenant_id"));
    as(elsewhere)
        .get("/auth/v1/organizations")
        .then()
        .body("items.find { it.id == '%s' }.suspended".formatted(tenant), equalTo(true));
    as(elsewhere)
        .post("/auth/v1/organizations/" + tenant + "/switch")
        .then()
        .statusCode(403)
        .body("code", equalTo("organization_suspended"));
    assertEquals(own, refresh(elsewhere).claim("tenant_id"));
  }

  /** Who acts in a suspended organization acts in the first of theirs that is none any more. */
  @Test
  void letsMembersInAgainBySomeOrganizationOfTheirs() {
    Session member = memberOfTwo();
    Object own = member.claim("tenant_id");
    suspend(own);
    suspend(tenant);
    tryRefresh(member.refreshToken()).then().statusCode(403);

    lift(own);

    assertEquals(own, refresh(member).claim("tenant_id"));
  }

  @Test
  void leavingTheLastOneThatIsNotSuspendedMakesAnother() {
    Session member = memberOfTwo();
    Object own = member.claim("tenant_id");
    PlatformServers.sql(
        "update auth.memberships set role = 'user' where tenant_id = '" + own + "'");
    suspend(tenant);

    leave(member, own).then().statusCode(204);

    Object acting = refresh(member).claim("tenant_id");
    assertNotEquals(own, acting);
    assertNotEquals(tenant, acting);
  }

  @Test
  void acceptsNoInvitationWhileItIsSuspended() {
    String invited = newEmail();
    String atSignUp = invite(admin, invited, "agent").getString("token");
    String other = newEmail();
    Session person = signUp(other);
    String byPerson = invite(admin, other, "agent").getString("token");

    suspend(tenant);

    assertEquals(404, signUpInvited(invited, atSignUp));
    accept(person, byPerson).then().statusCode(404).body("code", equalTo("invite_not_found"));
    lift(tenant);
    accept(person, byPerson).then().statusCode(200);
    assertEquals(200, signUpInvited(invited, atSignUp));
  }

  @Test
  void tellsServicesThatItIsSuspended() {
    suspend(tenant);

    AdminApi.as(TestTokens.service("webhook-service", "members:read"))
        .get("/auth/v1/organizations/" + tenant + "/members/" + admin.userId())
        .then()
        .statusCode(200)
        .body("member", equalTo(false))
        .body("suspended", equalTo(true))
        .body("role", nullValue());
  }

  @Test
  void isForPlatformAdministratorsAlone() {
    as(admin)
        .body(Map.of("reason", "x"))
        .put("/auth/v1/admin/organizations/" + tenant + "/suspension")
        .then()
        .statusCode(403);
    as(admin).get("/auth/v1/admin/organizations/" + tenant).then().statusCode(403);
    suspend(UUID.randomUUID()).then().statusCode(404);
    suspend("x").then().statusCode(404);

    AdminApi.as(platformAdmin())
        .get("/auth/v1/admin/organizations/" + tenant)
        .then()
        .statusCode(200)
        .body("members", equalTo(1))
        .body("suspended_at", nullValue());
  }

  /** Its members act elsewhere meanwhile, and its only admin may be banned. */
  @Test
  void isGivenAnotherAdminBeforeItIsLifted() {
    Session member = memberOfTwo();
    suspend(tenant).then().statusCode(200).body("admins", equalTo(1));
    AdminApi.change(admin.userId(), Map.of("ban_duration", "24h")).then().statusCode(200);
    AdminApi.as(platformAdmin())
        .get("/auth/v1/admin/organizations/" + tenant)
        .then()
        .body("admins", equalTo(0));

    AdminApi.changeMember(tenant, member.userId(), "admin")
        .then()
        .statusCode(200)
        .body("role", equalTo("admin"));

    lift(tenant).then().statusCode(200).body("admins", equalTo(1));
    as(member).post("/auth/v1/organizations/" + tenant + "/switch").then().statusCode(200);
    assertEquals("admin", refresh(member).claim("role"));
    assertEquals(1, Stored.events("organization.member.role_changed"));
  }

  @Test
  void keepsAnAdminAndThoseWhoRunThePlatformWhoeverAsks() {
    Session member = join(admin, "agent");

    AdminApi.changeMember(tenant, admin.userId(), "user")
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/last-admin"));
    AdminApi.changeMember(tenant, UUID.randomUUID().toString(), "user").then().statusCode(404);
    AdminApi.changeMember(tenant, member.userId(), "platform_admin").then().statusCode(400);
    as(admin)
        .body(Map.of("role", "user"))
        .patch("/auth/v1/admin/organizations/" + tenant + "/members/" + member.userId())
        .then()
        .statusCode(403);
    PlatformServers.sql(
        "update auth.memberships set role = 'platform_admin' where user_id = '%s'"
            .formatted(member.userId()));
    AdminApi.changeMember(tenant, member.userId(), "user").then().statusCode(404);
  }

  @Test
  void locksNobodyOutWhoRunsThePlatform() {
    PlatformServers.sql("update auth.memberships set role = 'platform_admin'");

    suspend(tenant).then().statusCode(409).body("type", equalTo("/problems/platform-organization"));

    as(admin).get("/auth/v1/user").then().statusCode(200);
  }

  /**
   * A token that is about to be issued when the organization is suspended is revoked or refused.
   */
  @Test
  void waitsForTokensThatAreBeingIssued() throws Exception {
    CompletableFuture<Response> suspension;
    CompletableFuture<Response> refreshing;
    try (HeldTransaction held =
        HeldTransaction.begin(
            "select from auth.memberships where tenant_id = '%s' for update".formatted(tenant))) {
      suspension = Parallel.begin(() -> suspend(tenant));
      held.awaitWaiting(1);
      refreshing = Parallel.begin(() -> tryRefresh(admin.refreshToken()));
      held.awaitWaiting(2);
    }

    assertEquals(200, suspension.join().statusCode(), suspension.join().asString());
    Response refreshed = refreshing.join();
    assertTrue(
        refreshed.statusCode() == 403 || isRefused(refreshed.path("access_token")),
        refreshed.asString());
  }

  @Test
  void signUpsByInvitationAndSwitchesWaitForIt() throws Exception {
    Session member = memberOfTwo();
    String invited = newEmail();
    String token = invite(admin, invited, "admin").getString("token");
    CompletableFuture<Response> suspension;
    CompletableFuture<Integer> signingUp;
    CompletableFuture<Response> switching;
    try (HeldTransaction held =
        HeldTransaction.begin(
            "select from auth.memberships where tenant_id = '%s' for update".formatted(tenant))) {
      suspension = Parallel.begin(() -> suspend(tenant));
      held.awaitWaiting(1);
      signingUp = Parallel.begin(() -> signUpInvited(invited, token));
      held.awaitWaiting(2);
      switching =
          Parallel.begin(() -> as(member).post("/auth/v1/organizations/" + tenant + "/switch"));
      held.awaitWaiting(3);
    }

    assertEquals(200, suspension.join().statusCode());
    assertEquals(404, signingUp.join());
    assertEquals(403, switching.join().statusCode());
    assertEquals(
        0,
        Stored.count(
            "auth.memberships where suspended_at is null and tenant_id = '%s'".formatted(tenant)));
  }

  private static boolean isRefused(String token) {
    return given().header("Authorization", "Bearer " + token).get("/auth/v1/user").statusCode()
        == 403;
  }

  /** A member of the organization who acts in one of their own. */
  private Session memberOfTwo() {
    String address = newEmail();
    Session person = signUp(address);
    accept(person, invite(admin, address, "agent").getString("token")).then().statusCode(200);
    as(person)
        .post("/auth/v1/organizations/" + person.claim("tenant_id") + "/switch")
        .then()
        .statusCode(200);
    as(person).get("/auth/v1/organizations").then().body("items.id", hasItem(tenant));
    return refresh(person);
  }
}
