package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.organization.MembershipStore.Going;
import com.leadignite.auth.organization.MembershipStore.Joined;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.caller.Role;
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
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class MembershipStoreTest {

  @Inject MembershipStore store;
  @Inject Rows rows;
  @Inject Clock clock;

  private UserId host;
  private UserId guest;
  private TenantId hosts;
  private TenantId guests;

  @BeforeEach
  void twoOrganizations() {
    host = id(signUp(newEmail()));
    guest = id(signUp(newEmail()));
    hosts = tenantOf(host);
    guests = tenantOf(guest);
  }

  private static UserId id(Session person) {
    return new UserId(UUID.fromString(person.userId()));
  }

  private static TenantId tenantOf(UserId user) {
    return new TenantId(
        UUID.fromString(
            Stored.text("select tenant_id::text from auth.users where id = '" + user + "'")));
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private boolean holds(Function<Transaction, Uni<Boolean>> work) {
    return run(work);
  }

  private Joined join(Role role) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return run(tx -> store.join(tx, hosts, guest, role, now));
  }

  private Optional<Going> going(UserId who, Instant now) {
    return run(tx -> store.going(tx, hosts, who, now));
  }

  @Test
  void whoJoinsActsThere() {
    assertEquals(new Joined(Role.AGENT, true), join(Role.AGENT));

    assertEquals(hosts, tenantOf(guest));
    assertEquals(3, Stored.count("auth.memberships"));
  }

  @Test
  @Tag("B41")
  void aMemberWhoJoinsAgainKeepsTheirRole() {
    join(Role.AGENT);

    assertEquals(new Joined(Role.AGENT, false), join(Role.ADMIN));
  }

  @Test
  void nobodyActsInAnOrganizationThatTheyAreNoMemberOf() {
    assertFalse(holds(tx -> store.actIn(tx, hosts, guest, clock.instant())));
    assertEquals(guests, tenantOf(guest));

    join(Role.USER);
    assertTrue(holds(tx -> store.actIn(tx, guests, guest, clock.instant())));

    assertEquals(guests, tenantOf(guest));
  }

  @Test
  void whoLeavesActsInTheOldestOfTheirOthers() {
    join(Role.USER);

    assertTrue(holds(tx -> store.actElsewhere(tx, hosts, guest, clock.instant())));

    assertEquals(guests, tenantOf(guest));
  }

  @Test
  void whoActsElsewhereAlreadyStaysThere() {
    join(Role.USER);
    run(tx -> store.actIn(tx, guests, guest, clock.instant()));

    assertTrue(holds(tx -> store.actElsewhere(tx, hosts, guest, clock.instant())));

    assertEquals(guests, tenantOf(guest));
  }

  @Test
  void whoHasNoOtherOrganizationHasNowhereToGo() {
    assertFalse(holds(tx -> store.actElsewhere(tx, hosts, host, clock.instant())));
  }

  @Test
  @Tag("B41")
  void seesTheRolesOfThoseWhoStay() {
    join(Role.AGENT);

    assertEquals(Set.of(Role.AGENT), going(host, clock.instant()).orElseThrow().others());
    assertEquals(Role.ADMIN, going(host, clock.instant()).orElseThrow().role());
    assertEquals(Set.of(Role.ADMIN), going(guest, clock.instant()).orElseThrow().others());
    assertEquals(Optional.empty(), going(new UserId(UUID.randomUUID()), clock.instant()));
  }

  @Test
  @Tag("B41")
  void thoseWhoMayNotSignInDoNotStay() {
    join(Role.ADMIN);
    PlatformServers.sql(
        "update auth.users set banned_until = now() + interval '1 hour' where id = '"
            + guest
            + "'");

    assertEquals(Set.of(), going(host, clock.instant()).orElseThrow().others());
    assertEquals(
        Set.of(Role.ADMIN),
        going(host, clock.instant().plus(Duration.ofHours(2))).orElseThrow().others());
  }

  @Test
  void endsOneMembership() {
    join(Role.USER);
    run(tx -> store.actIn(tx, guests, guest, clock.instant()));

    run(tx -> store.delete(tx, hosts, guest));

    assertEquals(Optional.empty(), going(guest, clock.instant()));
    assertEquals(2, Stored.count("auth.memberships"));
  }
}
