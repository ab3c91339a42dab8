package com.leadignite.auth.admin;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class AffiliationStoreTest {

  @Inject AffiliationStore store;
  @Inject AdminUserStore users;
  @Inject Clock clock;

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return users.asAdministration().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private boolean holds(Function<Transaction, Uni<Boolean>> work) {
    return run(work);
  }

  private static UserId id(Session person) {
    return new UserId(UUID.fromString(person.userId()));
  }

  private Affiliation only(Session person, Instant now) {
    List<Affiliation> all =
        run(tx ->
            store
                .lockOrganizations(tx, id(person))
                .chain(locked -> store.of(tx, id(person), locked, now)));
    assertEquals(1, all.size());
    return all.getFirst();
  }

  @Test
  void aPersonAloneLeavesNobodyWithoutAnAdmin() {
    Affiliation alone = only(signUp(newEmail()), clock.instant());

    assertEquals(Role.ADMIN, alone.role());
    assertFalse(alone.others());
    assertFalse(alone.isLastAdmin());
  }

  @Test
  void seesWhoElseIsInTheOrganization() {
    Session admin = signUp(newEmail());
    Session member = Members.join(admin, "user");

    assertTrue(only(admin, clock.instant()).isLastAdmin());
    assertTrue(only(member, clock.instant()).otherAdmins());

    Members.join(admin, "admin");

    assertFalse(only(admin, clock.instant()).isLastAdmin());
  }

  /** An admin who cannot sign in helps nobody, and yet is somebody to be left without one. */
  @Test
  void countsNoAdminWhoIsBannedForAsLongAsThat() {
    Session admin = signUp(newEmail());
    Session other = Members.join(admin, "admin");
    PlatformServers.sql(
        "update auth.users set banned_until = now() + interval '1 hour' where id = '"
            + other.userId()
            + "'");

    assertFalse(only(admin, clock.instant()).otherAdmins());
    assertTrue(only(admin, clock.instant()).isLastAdmin());
    assertTrue(only(admin, clock.instant().plus(Duration.ofHours(2))).otherAdmins());
  }

  @Test
  void forgetsInvitationsAndTheNameOfAnOrganizationThatNobodyIsLeftIn() {
    Session admin = signUp(newEmail());
    Members.invite(admin, newEmail(), "user");

    run(tx -> store.forget(tx, id(admin), clock.instant()));

    assertEquals(0, Stored.count("auth.invitations"));
    assertEquals("Deleted", Stored.text("select name from auth.organizations"));
  }

  @Test
  void keepsTheNameOfAnOrganizationThatHasOthers() {
    Session admin = signUp(newEmail());
    Session member = Members.join(admin, "user");

    run(tx -> store.forget(tx, id(member), clock.instant()));

    assertEquals(0, Stored.count("auth.organizations where name = 'Deleted'"));
    assertEquals(0, Stored.count("auth.invitations"));
  }

  @Test
  void erasesEverythingButTheIdAndDeletesThatOnce() {
    Session person = signUp(newEmail());
    UserId user = id(person);
    assertFalse(holds(tx -> store.deleteErased(tx, user)));

    run(tx -> store.erase(tx, user, clock.instant()));

    assertEquals(
        person.userId(),
        Stored.text(
            """
            select id::text
            from auth.users
            where email is null
              and tenant_id is null
              and user_metadata = '{}'
              and deleted_at is not null
            """));
    for (String table : List.of("passwords", "identities", "sessions", "memberships")) {
      assertEquals(0, Stored.count("auth." + table), table);
    }
    assertTrue(holds(tx -> store.deleteErased(tx, user)));
    assertFalse(holds(tx -> store.deleteErased(tx, user)));
  }
}
