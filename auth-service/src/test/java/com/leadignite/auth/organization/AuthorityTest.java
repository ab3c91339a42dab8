package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.Members.accept;
import static com.leadignite.auth.testing.Members.changeRole;
import static com.leadignite.auth.testing.Members.invite;
import static com.leadignite.auth.testing.Members.join;
import static com.leadignite.auth.testing.Members.leave;
import static com.leadignite.auth.testing.Members.recordedRole;
import static com.leadignite.auth.testing.Members.remove;
import static com.leadignite.auth.testing.Members.signUpInvited;
import static com.leadignite.auth.testing.Members.tryInvite;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.HeldTransaction;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody gave is worth no more than they are now. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B41")
class AuthorityTest {

  private static final String INVITATIONS = "/auth/v1/organization/invitations";

  private Session founder;
  private Session author;
  private String email;

  @BeforeEach
  void twoAdminsAndAnAddressToInvite() {
    founder = signUp(newEmail());
    author = join(founder, "admin");
    email = newEmail();
  }

  @Test
  void withdrawsTheInvitationsOfADemotedAdmin() {
    String token = invite(author, email, "admin").getString("token");

    changeRole(founder, author, "agent").then().statusCode(200);

    as(founder).get(INVITATIONS).then().body("items", hasSize(0));
    changeRole(founder, author, "admin").then().statusCode(200);
    assertEquals(404, signUpInvited(email, token));
    assertEquals(404, accept(signUp(email), token).statusCode());
  }

  @Test
  void keepsTheInvitationsOfAdminsWhoStay() {
    String token = invite(founder, email, "agent").getString("token");
    String other = invite(author, newEmail(), "agent").getString("email");

    changeRole(founder, author, "admin").then().statusCode(200);

    as(founder).get(INVITATIONS).then().body("items.email", contains(email, other));
    remove(founder, author).then().statusCode(204);
    assertEquals(200, signUpInvited(email, token));
  }

  @Test
  void withdrawsTheInvitationsOfAMemberWhoWasRemovedOrLeft() {
    Session leaver = join(founder, "admin");
    String first = invite(author, email, "admin").getString("token");
    String secondEmail = newEmail();
    String second = invite(leaver, secondEmail, "user").getString("token");

    remove(founder, author).then().statusCode(204);
    leave(leaver, leaver.claim("tenant_id")).then().statusCode(204);

    // Gone, not suspended: the author may come back as an admin.
    assertEquals(0, Stored.count("auth.invitations where accepted_at is null"));
    assertEquals(404, signUpInvited(email, first));
    assertEquals(404, signUpInvited(secondEmail, second));
    assertEquals(1, Stored.events("organization.member.removed"));
    assertEquals(1, Stored.events("organization.member.left"));
  }

  @Test
  void suspendsInvitationsWithTheirAuthor() {
    String token = invite(author, email, "admin").getString("token");
    ban(author, "now() + interval '1 hour'");

    assertEquals(404, signUpInvited(email, token));
    as(founder).get(INVITATIONS).then().body("items", hasSize(0));

    ban(author, "now() - interval '1 second'");
    as(founder).get(INVITATIONS).then().body("items", hasSize(1));
    assertEquals(200, signUpInvited(email, token));
  }

  /** However the role was lost: here without the service, which took nothing back. */
  @Test
  void asksWhatTheAuthorIsWhenAnInvitationIsAccepted() {
    String token = invite(author, email, "admin").getString("token");
    Session invited = signUp(email);
    PlatformServers.sql(
        "update auth.memberships set role = 'manager' where user_id = '" + author.userId() + "'");

    accept(invited, token).then().statusCode(404).body("code", equalTo("invite_not_found"));
  }

  @Test
  void refusesAnInvitationThatWaitedBehindItsAuthorsDemotion() throws Exception {
    Response answer = afterTheAuthorsDemotion(() -> tryInvite(author, email, "manager"));

    assertEquals(403, answer.statusCode());
    assertEquals(0, Stored.count("auth.invitations where email = '" + email + "'"));
    assertEquals(1, Stored.events("organization.invitation.created"));
  }

  @Test
  void sendsNoInvitationAgainThatWaitedBehindItsSendersDemotion() throws Exception {
    String path = INVITATIONS + "/" + invite(founder, email, "user").getString("id") + "/resend";

    Response answer = afterTheAuthorsDemotion(() -> as(author).body(Map.of()).post(path));

    assertEquals(403, answer.statusCode());
    assertEquals(0, Stored.events("organization.invitation.resent"));
  }

  /** Both begin while the author is an admin; the demotion holds the organization first. */
  private Response afterTheAuthorsDemotion(Supplier<Response> request) throws Exception {
    CompletableFuture<Response> waiting;
    try (HeldTransaction demotion =
        HeldTransaction.begin(
            "select from auth.organizations where tenant_id = '%s' for no key update"
                .formatted(author.claim("tenant_id")))) {
      waiting = Parallel.begin(request);
      demotion.awaitWaiting(1);
      demotion.run(
          "update auth.memberships set role = 'agent' where user_id = '%s'"
              .formatted(author.userId()));
      demotion.commit();
    }
    return waiting.join();
  }

  @Test
  void replacesTheOpenInvitationOfAnAddress() {
    String first = invite(founder, email, "admin").getString("token");

    String corrected = invite(author, email, "user").getString("token");

    as(founder).get(INVITATIONS).then().body("items.role", contains("user"));
    assertEquals(404, signUpInvited(email, first));
    assertEquals(200, signUpInvited(email, corrected));
    assertEquals(1, Stored.events("organization.invitation.withdrawn"));
  }

  @Test
  void invitesNoMember() {
    String open = newEmail();
    invite(founder, open, "user");

    tryInvite(founder, (String) author.claim("email"), "user")
        .then()
        .statusCode(422)
        .body("code", equalTo("user_already_exists"));

    as(founder).get(INVITATIONS).then().body("items.email", contains(open));
  }

  @Test
  void recordsTheRoleThatAMemberReallyHas() {
    Session member = join(founder, "user");
    String token = invite(founder, email, "admin").getString("token");
    PlatformServers.sql(
        "update auth.users set email = '%s' where id = '%s'".formatted(email, member.userId()));

    accept(member, token).then().statusCode(200).body("role", equalTo("user"));

    assertEquals("user", refresh(member).claim("role"));
    assertEquals("user", recordedRole("organization.invitation.spent_by_member"));
    // The author's and the member's own, by sign-up.
    assertEquals(2, Stored.events("organization.member.joined"));
  }

  @Test
  void recordsTheRoleOfANewMember() {
    Session person = signUp(email);

    accept(person, invite(founder, email, "manager").getString("token")).then().statusCode(200);

    assertEquals("manager", recordedRole("organization.member.joined"));
  }

  @Test
  void invitesAnAdminWithAFreshSignInOnly() {
    Aged.sessions(Duration.ofMinutes(6));
    Session stale = refresh(founder);

    tryInvite(stale, email, "admin")
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/fresh-sign-in-needed"));

    tryInvite(stale, email, "manager").then().statusCode(201);
    changeRole(stale, author, "user").then().statusCode(403);
    remove(stale, author).then().statusCode(403);
    leave(stale, stale.claim("tenant_id")).then().statusCode(403);
    assertEquals(1, Stored.count("auth.memberships where user_id = '" + author.userId() + "'"));
  }

  @Test
  void aRoleChangedInOneOrganizationEndsNoTokenForAnother() {
    Session elsewhere = signUp(email);
    accept(elsewhere, invite(founder, email, "manager").getString("token")).then().statusCode(200);
    Session here = refresh(elsewhere);
    assertNotEquals(elsewhere.claim("tenant_id"), here.claim("tenant_id"));

    changeRole(founder, here, "agent").then().statusCode(200);

    as(here).get("/auth/v1/organization").then().statusCode(401);
    as(elsewhere).get("/auth/v1/user").then().statusCode(200);
    as(refresh(here)).get("/auth/v1/organization").then().body("role", equalTo("agent"));
  }

  private static void ban(Session person, String until) {
    PlatformServers.sql(
        "update auth.users set banned_until = %s where id = '%s'"
            .formatted(until, person.userId()));
  }
}
