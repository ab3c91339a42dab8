package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.organization.InvitationStore.Accepted;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B41")
class InvitationStoreTest {

  @Inject InvitationStore store;
  @Inject Rows rows;
  @Inject Clock clock;

  private Session admin;
  private TenantId tenant;
  private UserId guest;
  private EmailAddress address;
  private byte[] token;
  private UUID id;

  @BeforeEach
  void anInvitation() {
    admin = signUp(newEmail());
    tenant =
        new TenantId(
            UUID.fromString(Stored.text("select tenant_id::text from auth.organizations")));
    address = new EmailAddress(newEmail());
    guest = new UserId(UUID.fromString(signUp(address.value()).userId()));
    var invitation = Members.invite(admin, address.value(), "manager");
    token = Sha256.of(invitation.getString("token"));
    id = UUID.fromString(invitation.getString("id"));
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private int count(Function<Transaction, Uni<Integer>> work) {
    return run(work);
  }

  private boolean holds(Function<Transaction, Uni<Boolean>> work) {
    return run(work);
  }

  private Optional<Accepted> accept(byte[] shown, EmailAddress by, Instant at) {
    return run(tx -> store.accept(tx, shown, by, guest, at));
  }

  @Test
  void isAcceptedOnce() {
    assertEquals(
        Optional.of(new Accepted(tenant, Role.MANAGER)), accept(token, address, clock.instant()));
    assertEquals(Optional.empty(), accept(token, address, clock.instant()));
  }

  @Test
  void oneOfManyAcceptancesSucceeds() {
    List<Optional<Accepted>> accepted =
        Parallel.run(20, () -> accept(token, address, clock.instant()));

    assertEquals(1, accepted.stream().filter(Optional::isPresent).count());
  }

  @Test
  void isForItsAddressAndTimeAndTokenAlone() {
    Instant now = clock.instant();

    assertEquals(Optional.empty(), accept(token, new EmailAddress("eve@example.com"), now));
    assertEquals(Optional.empty(), accept(token, address, now.plus(Duration.ofDays(8))));
    assertEquals(Optional.empty(), accept(Sha256.of("guessed"), address, now));
    assertTrue(accept(token, address, now).isPresent());
  }

  @Test
  void isNotAcceptedWhileItsAuthorMayNotInvite() {
    PlatformServers.sql(
        "update auth.users set banned_until = now() + interval '1 hour' where id = '"
            + admin.userId()
            + "'");
    assertEquals(Optional.empty(), accept(token, address, clock.instant()));
    assertTrue(accept(token, address, clock.instant().plus(Duration.ofHours(2))).isPresent());
  }

  @Test
  void isNotAcceptedOnceItsAuthorIsNoAdmin() {
    PlatformServers.sql(
        "update auth.memberships set role = 'manager' where user_id = '" + admin.userId() + "'");

    assertEquals(Optional.empty(), accept(token, address, clock.instant()));
  }

  @Test
  void isWithdrawnInItsOrganizationAlone() {
    TenantId other = new TenantId(UUID.randomUUID());

    assertEquals(Optional.empty(), run(tx -> store.delete(tx, other, id)));
    assertEquals(Optional.of(address.value()), run(tx -> store.delete(tx, tenant, id)));
    assertEquals(Optional.empty(), run(tx -> store.delete(tx, tenant, id)));
  }

  @Test
  void isNotWithdrawnOnceItWasAccepted() {
    accept(token, address, clock.instant());

    assertEquals(Optional.empty(), run(tx -> store.delete(tx, tenant, id)));
    assertEquals(List.of(), run(tx -> store.deleteOpen(tx, tenant, address)));
    assertEquals(
        0, count(tx -> store.deleteBy(tx, tenant, new UserId(UUID.fromString(admin.userId())))));
    assertEquals(1, Stored.count("auth.invitations"));
  }

  @Test
  void theOpenOnesOfAnAddressAreWithdrawn() {
    Members.invite(admin, newEmail(), "user");

    assertEquals(List.of(id), run(tx -> store.deleteOpen(tx, tenant, address)));

    assertEquals(1, Stored.count("auth.invitations"));
  }

  @Test
  void theOpenOnesOfAnAuthorAreWithdrawn() {
    Members.invite(admin, newEmail(), "user");

    assertEquals(0, count(tx -> store.deleteBy(tx, tenant, guest)));
    assertEquals(
        2, count(tx -> store.deleteBy(tx, tenant, new UserId(UUID.fromString(admin.userId())))));
  }

  @Test
  void knowsWhoIsAMember() {
    assertFalse(holds(tx -> store.isMember(tx, tenant, address)));

    String member = newEmail();
    Session session = signUp(member);
    Members.accept(session, Members.invite(admin, member, "user").getString("token"));

    assertTrue(holds(tx -> store.isMember(tx, tenant, new EmailAddress(member))));
  }
}
