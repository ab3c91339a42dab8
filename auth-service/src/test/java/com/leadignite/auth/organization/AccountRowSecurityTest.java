package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.attack.ForeignRows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PostgreSQL refuses to the service's own role, whatever SQL it is made to send. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B9")
class AccountRowSecurityTest {

  private UUID tenant;
  private UUID user;

  @BeforeEach
  void twoOrganizations() {
    Session ours = signUp(newEmail());
    Session theirs = signUp(newEmail());
    as(theirs)
        .body(Map.of("email", newEmail(), "role", "agent"))
        .post("/auth/v1/organization/invitations")
        .then()
        .statusCode(201);
    tenant = UUID.fromString(ours.claim("tenant_id").toString());
    user = UUID.fromString(ours.userId());
  }

  @Test
  void keepsAnAdminToTheirOrganization() throws Exception {
    ForeignRows foreign = new ForeignRows("auth", "tenant_id", tenant);

    assertTrue(
        foreign.tables().containsAll(Set.of("organizations", "memberships", "invitations")),
        () -> "rows to be kept apart");
    assertEquals(List.of(), foreign.reachedBy(admin()));
  }

  @Test
  void keepsEverybodyToTheirOwnSessionsAndPasswords() throws Exception {
    ForeignRows foreign = new ForeignRows("auth", "user_id", user);

    assertTrue(
        foreign.tables().containsAll(Set.of("identities", "passwords", "sessions")),
        () -> "rows to be kept apart");
    assertEquals(List.of(), foreign.reachedBy(admin()));
  }

  /** Whoever runs the platform sees other organizations only as one who administers accounts. */
  @Test
  void keepsAPlatformAdministratorToTheirOrganizationElsewhere() throws Exception {
    Identity platformAdmin = new Identity(tenant.toString(), user.toString(), "platform_admin");

    assertEquals(List.of(), new ForeignRows("auth", "tenant_id", tenant).reachedBy(platformAdmin));
    assertEquals(List.of(), new ForeignRows("auth", "user_id", user).reachedBy(platformAdmin));
  }

  @Test
  void showsNothingWithoutAnIdentity() throws Exception {
    ForeignRows all = new ForeignRows("auth", "tenant_id", new UUID(0, 0));

    assertEquals(List.of(), all.reachedBy(new Identity("", "", "")));
  }

  private Identity admin() {
    return new Identity(tenant.toString(), user.toString(), "admin");
  }
}
