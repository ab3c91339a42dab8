package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.Members.accept;
import static com.leadignite.auth.testing.Members.changeRole;
import static com.leadignite.auth.testing.Members.invite;
import static com.leadignite.auth.testing.Members.join;
import static com.leadignite.auth.testing.Members.leave;
import static com.leadignite.auth.testing.Members.remove;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.HeldTransaction;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two changes of one membership at once wait for one another, and never for each other. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class MembershipRaceTest {

  private Session founder;
  private Object tenant;
  private Session person;
  private String token;

  /** A member who has an open invitation: it was made for the address that is theirs now. */
  @BeforeEach
  void aMemberWithAnInvitation() {
    founder = signUp(newEmail());
    tenant = founder.claim("tenant_id");
    person = join(founder, "agent");
    String email = newEmail();
    token = invite(founder, email, "agent").getString("token");
    take(person, email);
  }

  private static void take(Session session, String email) {
    PlatformServers.sql(
        "update auth.users set email = '%s' where id = '%s'".formatted(email, session.userId()));
  }

  @Test
  void joiningAndLeavingEndOneAfterTheOther() throws Exception {
    CompletableFuture<Response> joining;
    CompletableFuture<Response> leaving;
    try (HeldTransaction held = holdMembership(person)) {
      joining = Parallel.begin(() -> accept(person, token));
      held.awaitWaiting(1);
      leaving = Parallel.begin(() -> leave(person, tenant));
      held.awaitWaiting(2);
    }

    joining.join().then().statusCode(200).body("id", equalTo(tenant));
    assertEquals(204, leaving.join().statusCode(), leaving.join().asString());
    assertNotEquals(tenant, refresh(person).claim("tenant_id"));
  }

  @Test
  void joiningAndBeingRemovedEndOneAfterTheOther() throws Exception {
    CompletableFuture<Response> joining;
    CompletableFuture<Response> removing;
    try (HeldTransaction held = holdMembership(person)) {
      joining = Parallel.begin(() -> accept(person, token));
      held.awaitWaiting(1);
      removing = Parallel.begin(() -> remove(founder, person));
      held.awaitWaiting(2);
    }

    joining.join().then().statusCode(200).body("id", equalTo(tenant));
    assertEquals(204, removing.join().statusCode(), removing.join().asString());
    assertNotEquals(tenant, refresh(person).claim("tenant_id"));
  }

  /** The change withdraws the invitations of its author, who is about to spend one of them. */
  @Test
  void acceptingOnesOwnInvitationWaitsForTheChangeOfOnesRole() throws Exception {
    Session author = join(founder, "admin");
    String email = newEmail();
    String own = invite(author, email, "user").getString("token");
    take(author, email);
    CompletableFuture<Response> change;
    CompletableFuture<Response> accepting;
    try (HeldTransaction held = holdMembership(author)) {
      change = Parallel.begin(() -> changeRole(founder, author, "agent"));
      held.awaitWaiting(1);
      accepting = Parallel.begin(() -> accept(author, own));
      held.awaitWaiting(2);
    }

    assertEquals(200, change.join().statusCode(), change.join().asString());
    assertEquals(404, accepting.join().statusCode(), accepting.join().asString());
  }

  /** The change holds the account and needs it alone; a new membership refers to the account. */
  @Test
  void joiningWaitsForAChangeOfTheAddress() throws Exception {
    String email = newEmail();
    Session stranger = signUp(email);
    String invited = invite(founder, email, "user").getString("token");
    CompletableFuture<Response> change;
    CompletableFuture<Response> joining;
    try (HeldTransaction held =
        HeldTransaction.begin(
            "select from auth.sessions where id = '%s' for update"
                .formatted(stranger.claim("session_id")))) {
      Map<String, String> body = Map.of("email", newEmail(), "current_password", PASSWORD);
      change = Parallel.begin(() -> as(stranger).body(body).put("/auth/v1/user"));
      held.awaitWaiting(1);
      joining = Parallel.begin(() -> accept(stranger, invited));
      held.awaitWaiting(2);
    }

    assertEquals(200, change.join().statusCode(), change.join().asString());
    joining.join().then().statusCode(200).body("id", equalTo(tenant));
  }

  /** A person whose account is deleted joins nothing, and learns that their session is over. */
  @Test
  @Tag("B41")
  void joiningWaitsForADeletionOfTheAccount() throws Exception {
    String email = newEmail();
    Session stranger = signUp(email);
    String invited = invite(founder, email, "user").getString("token");
    CompletableFuture<Response> deletion;
    CompletableFuture<Response> joining;
    try (HeldTransaction held = HeldTransaction.begin(ownMembership(stranger))) {
      deletion = Parallel.begin(() -> AdminApi.delete(stranger.userId(), false));
      held.awaitWaiting(1);
      joining = Parallel.begin(() -> accept(stranger, invited));
      held.awaitWaiting(2);
    }

    assertEquals(200, deletion.join().statusCode(), deletion.join().asString());
    assertEquals(403, joining.join().statusCode(), joining.join().asString());
    assertEquals("session_not_found", joining.join().path("code"));
  }

  /** A session that ends while an invitation is accepted in it accepts nothing. */
  @Test
  @Tag("B25")
  void joiningWaitsForTheEndOfTheSession() throws Exception {
    String email = newEmail();
    Session stranger = signUp(email);
    String invited = invite(founder, email, "user").getString("token");
    CompletableFuture<Response> end;
    CompletableFuture<Response> joining;
    try (HeldTransaction held =
        HeldTransaction.begin(
            "select from auth.sessions where id = '%s' for update"
                .formatted(stranger.claim("session_id")))) {
      end = Parallel.begin(() -> as(stranger).post("/auth/v1/logout?scope=global"));
      held.awaitWaiting(1);
      joining = Parallel.begin(() -> accept(stranger, invited));
      held.awaitWaiting(2);
    }

    assertEquals(204, end.join().statusCode(), end.join().asString());
    assertEquals(403, joining.join().statusCode(), joining.join().asString());
    assertEquals("session_not_found", joining.join().path("code"));
  }

  private static String ownMembership(Session member) {
    return "select from auth.memberships where user_id = '%s' for update"
        .formatted(member.userId());
  }

  private HeldTransaction holdMembership(Session member) {
    return HeldTransaction.begin(
        "select from auth.memberships where tenant_id = '%s' and user_id = '%s' for update"
            .formatted(tenant, member.userId()));
  }
}
