package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.Members.invite;
import static com.leadignite.auth.testing.Members.join;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class OrganizationResourceTest {

  @Test
  void makesANewPersonTheAdminOfAnOrganizationOfTheirOwn() {
    Session admin = signUp(newEmail(), Map.of("organization_name", "Acme"));

    as(admin)
        .get("/auth/v1/organization")
        .then()
        .statusCode(200)
        .body("name", equalTo("Acme"))
        .body("role", equalTo("admin"))
        .body("id", equalTo(admin.claim("tenant_id")));
  }

  @Test
  void acceptsAnInvitationAtSignUp() {
    Session admin = signUp(newEmail());

    Session agent = join(admin, "agent");

    assertEquals(admin.claim("tenant_id"), agent.claim("tenant_id"));
    assertEquals("agent", agent.claim("role"));
    assertEquals(
        Set.of("email", "email_verified", "phone_verified", "sub"),
        ((Map<?, ?>) agent.claim("user_metadata")).keySet());
    as(agent).get("/auth/v1/organization/members").then().body("items", hasSize(2));
  }

  @Test
  void takesAnInvitationOnceAndFromTheInvitedOnly() {
    Session admin = signUp(newEmail());
    String email = newEmail();
    String token = invite(admin, email, "agent").getString("token");
    Map<String, Object> data = Map.of("invitation_token", token);

    json(Map.of("email", newEmail(), "password", PASSWORD, "data", data))
        .post("/auth/v1/signup")
        .then()
        .statusCode(404)
        .body("code", equalTo("invite_not_found"));
    signUp(email, data);
    json(Map.of("email", email, "password", PASSWORD, "data", data))
        .post("/auth/v1/signup")
        .then()
        .statusCode(404);
  }

  @Test
  void acceptsAnInvitationToAnAccountAndSwitchesBack() {
    Session admin = signUp(newEmail());
    String email = newEmail();
    Session person = signUp(email);
    String token = invite(admin, email, "manager").getString("token");

    Members.accept(person, token).then().statusCode(200).body("role", equalTo("manager"));

    Session moved = refresh(person);
    assertEquals(admin.claim("tenant_id"), moved.claim("tenant_id"));
    assertEquals("manager", moved.claim("role"));
    as(moved).get("/auth/v1/organizations").then().body("items", hasSize(2));
    as(moved)
        .post("/auth/v1/organizations/" + person.claim("tenant_id") + "/switch")
        .then()
        .statusCode(200);
    assertEquals(person.claim("tenant_id"), refresh(moved).claim("tenant_id"));
  }

  @Test
  void revokesTheTokensOfAMemberWhoseRoleChanges() {
    Session admin = signUp(newEmail());
    Session agent = join(admin, "agent");

    as(admin)
        .body(Map.of("role", "manager"))
        .patch("/auth/v1/organization/members/" + agent.userId())
        .then()
        .statusCode(200)
        .body("role", equalTo("manager"));

    // Of the token alone: a client that were told the session is over would sign them out.
    as(agent).get("/auth/v1/user").then().statusCode(403).body("code", equalTo("bad_jwt"));
    Session after = refresh(agent);
    assertEquals("manager", after.claim("role"));
    as(after).get("/auth/v1/user").then().statusCode(200);
    assertEquals(1, Stored.events("organization.member.role_changed"));
  }

  @Test
  @Tag("B35")
  void refusesARoleForOneself() {
    Session admin = signUp(newEmail());
    Session agent = join(admin, "agent");

    as(admin)
        .body(Map.of("role", "user"))
        .patch("/auth/v1/organization/members/" + admin.userId())
        .then()
        .statusCode(403);
    as(agent)
        .body(Map.of("role", "admin"))
        .patch("/auth/v1/organization/members/" + agent.userId())
        .then()
        .statusCode(403);
    as(admin)
        .body(Map.of("role", "platform_admin"))
        .patch("/auth/v1/organization/members/" + agent.userId())
        .then()
        .statusCode(400);
  }

  @Test
  void doesNotTellForeignMembersAndInvitationsFromMissingOnes() {
    Session ours = signUp(newEmail());
    Session theirs = signUp(newEmail());
    String invitation = invite(theirs, newEmail(), "user").getString("id");

    as(ours)
        .body(Map.of("role", "user"))
        .patch("/auth/v1/organization/members/" + theirs.userId())
        .then()
        .statusCode(404);
    as(ours).delete("/auth/v1/organization/invitations/" + invitation).then().statusCode(404);
    as(ours)
        .post("/auth/v1/organizations/" + theirs.claim("tenant_id") + "/switch")
        .then()
        .statusCode(404);
    as(ours).get("/auth/v1/organization/invitations").then().body("items", hasSize(0));
    as(theirs).get("/auth/v1/organization/invitations").then().body("items", hasSize(1));
    assertNotEquals(ours.claim("tenant_id"), theirs.claim("tenant_id"));
  }

  @Test
  @Tag("B34")
  void findsNothingUnderIdsThatAreNone() {
    Session admin = signUp(newEmail());

    for (String id : new String[] {"1-1-1-1-1", "x", "0190F7D6-0000-7000-8000-000000000000"}) {
      as(admin)
          .body(Map.of("role", "user"))
          .patch("/auth/v1/organization/members/" + id)
          .then()
          .statusCode(404);
      as(admin).delete("/auth/v1/organization/invitations/" + id).then().statusCode(404);
    }
  }

  @Test
  void takesAnInvitationBack() {
    Session admin = signUp(newEmail());
    String email = newEmail();
    JsonPath invitation = invite(admin, email, "user");

    as(admin)
        .delete("/auth/v1/organization/invitations/" + invitation.getString("id"))
        .then()
        .statusCode(204);

    json(Map.of(
            "email", email,
            "password", PASSWORD,
            "data", Map.of("invitation_token", invitation.getString("token"))))
        .post("/auth/v1/signup")
        .then()
        .statusCode(404);
  }
}
