package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is refused or hidden below the guard is an event. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B45")
class OrganizationRefusalsTest {

  private Session admin;

  @BeforeEach
  void signUpAnAdmin() {
    admin = signUp(newEmail());
  }

  @Test
  void recordsAChangeOfOnesOwnRole() throws Exception {
    Response answer =
        as(admin)
            .body(Map.of("role", "user"))
            .patch("/auth/v1/organization/members/" + admin.userId());

    isRecorded(answer, 403, "OrganizationResource.changeMember");
  }

  @Test
  void recordsAnAttemptAtAnotherOrganization() throws Exception {
    Session other = signUp(newEmail());

    Response member =
        as(admin)
            .body(Map.of("role", "user"))
            .patch("/auth/v1/organization/members/" + other.userId());
    Response organization =
        as(admin).post("/auth/v1/organizations/" + other.claim("tenant_id") + "/switch");

    isRecorded(member, 404, "OrganizationResource.changeMember");
    isRecorded(organization, 404, "OrganizationResource.actIn");
  }

  @Test
  void recordsAGuessedInvitation() throws Exception {
    Response answer =
        as(admin)
            .body(Map.of("token", "guess-" + UUID.randomUUID()))
            .post("/auth/v1/invitations/accept");

    isRecorded(answer, 404, "InvitationResource.accept");
  }

  private void isRecorded(Response answer, int status, String endpoint)
      throws InterruptedException {
    assertEquals(status, answer.statusCode(), answer.asString());
    for (int i = 0; i < 600 && denials(endpoint) == 0; i++) {
      Thread.sleep(100);
    }
    assertEquals(1, denials(endpoint), endpoint);
  }

  private long denials(String endpoint) {
    return Stored.count(
        "auth.outbox where event::jsonb ->> 'action' = 'access.denied'"
            + " and event::jsonb ->> 'outcome' = 'denied'"
            + " and event::jsonb #>> '{actor,id}' = '"
            + admin.userId()
            + "' and event::jsonb #>> '{targets,0,id}' = '"
            + endpoint
            + "'");
  }
}
