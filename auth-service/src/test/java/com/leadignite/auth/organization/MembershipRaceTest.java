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
import java.util.function.Supplier;
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

  /** What comes of two requests that wait, one behind the other, for rows that are held. */
  private record Race(Response first, Response second) {

    static Race of(String held, Supplier<Response> first, Supplier<Response> second)
        throws Exception {
      CompletableFuture<Response> one;
      CompletableFuture<Response> other;
      try (HeldTransaction transaction = HeldTransaction.begin(held)) {
        one = Parallel.begin(first);
        transaction.awaitWaiting(1);
        other = Parallel.begin(second);
        transaction.awaitWaiting(2);
      }
      return new Race(one.join(), other.join());
    }
  }

  @Test
  void joiningAndLeavingEndOneAfterTheOther() throws Exception {
    Race race =
        Race.of(membership(person), () -> accept(person, token), () -> leave(person, tenant));

    race.first().then().statusCode(200).body("id", equalTo(tenant));
    assertAnswered(204, race.second());
    assertNotEquals(tenant, refresh(person).claim("tenant_id"));
  }

  @Test
  void joiningAndBeingRemovedEndOneAfterTheOther() throws Exception {
    Race race =
        Race.of(membership(person), () -> accept(person, token), () -> remove(founder, person));

    race.first().then().statusCode(200).body("id", equalTo(tenant));
    assertAnswered(204, race.second());
    assertNotEquals(tenant, refresh(person).claim("tenant_id"));
  }

  /** The change withdraws the invitations of its author, who is about to spend one of them. */
  @Test
  void acceptingOnesOwnInvitationWaitsForTheChangeOfOnesRole() throws Exception {
    Session author = join(founder, "admin");
    String email = newEmail();
    String own = invite(author, email, "user").getString("token");
    take(author, email);

    Race race =
        Race.of(
            membership(author),
            () -> changeRole(founder, author, "agent"),
            () -> accept(author, own));

    assertAnswered(200, race.first());
    assertAnswered(404, race.second());
  }

  /** The change holds the account and needs it alone; a new membership refers to the account. */
  @Test
  void joiningWaitsForAChangeOfTheAddress() throws Exception {
    Stranger stranger = Stranger.invitedBy(founder);
    Map<String, String> body = Map.of("email", newEmail(), "current_password", PASSWORD);

    Race race =
        Race.of(
            stranger.heldSession(),
            () -> as(stranger.session()).body(body).put("/auth/v1/user"),
            stranger::join);

    assertAnswered(200, race.first());
    race.second().then().statusCode(200).body("id", equalTo(tenant));
  }

  /** A person whose account is deleted joins nothing, and learns that their session is over. */
  @Test
  @Tag("B41")
  void joiningWaitsForADeletionOfTheAccount() throws Exception {
    Stranger stranger = Stranger.invitedBy(founder);
    String id = stranger.session().userId();

    Race race =
        Race.of(
            "select from auth.memberships where user_id = '%s' for update".formatted(id),
            () -> AdminApi.delete(id, false),
            stranger::join);

    assertAnswered(200, race.first());
    assertAnswered(403, race.second());
    assertEquals("session_not_found", race.second().path("code"));
  }

  /** A session that ends while an invitation is accepted in it accepts nothing. */
  @Test
  @Tag("B25")
  void joiningWaitsForTheEndOfTheSession() throws Exception {
    Stranger stranger = Stranger.invitedBy(founder);

    Race race =
        Race.of(
            stranger.heldSession(),
            () -> as(stranger.session()).post("/auth/v1/logout?scope=global"),
            stranger::join);

    assertAnswered(204, race.first());
    assertAnswered(403, race.second());
    assertEquals("session_not_found", race.second().path("code"));
  }

  /** Somebody with an organization of their own, who is invited to another. */
  private record Stranger(Session session, String invitation) {

    static Stranger invitedBy(Session founder) {
      String email = newEmail();
      Session session = signUp(email);
      return new Stranger(session, invite(founder, email, "user").getString("token"));
    }

    Response join() {
      return accept(session, invitation);
    }

    String heldSession() {
      return "select from auth.sessions where id = '%s' for update"
          .formatted(session.claim("session_id"));
    }
  }

  private static void assertAnswered(int status, Response answer) {
    assertEquals(status, answer.statusCode(), answer.asString());
  }

  private String membership(Session member) {
    return "select from auth.memberships where tenant_id = '%s' and user_id = '%s' for update"
        .formatted(tenant, member.userId());
  }
}
