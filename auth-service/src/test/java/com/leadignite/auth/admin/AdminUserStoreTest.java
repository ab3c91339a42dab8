package com.leadignite.auth.admin;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Identity;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class AdminUserStoreTest {

  @Inject AdminUserStore store;
  @Inject AffiliationStore affiliations;
  @Inject Rows rows;
  @Inject Clock clock;

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return await(store.asAdministration().transaction(work));
  }

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofMinutes(1));
  }

  private static UserId id(Session person) {
    return new UserId(UUID.fromString(person.userId()));
  }

  @Test
  void findsAccountsOfEveryOrganization() {
    Session first = signUp(newEmail());
    Session second = signUp(newEmail());

    assertEquals(
        List.of(Optional.of(id(first)), Optional.of(id(second))),
        List.of(await(store.find(id(first))), await(store.find(id(second)))).stream()
            .map(found -> found.map(Account::id))
            .toList());
    assertEquals(Optional.empty(), await(store.find(new UserId(UUID.randomUUID()))));
  }

  /** The policies are for this feature: the same statement sees nothing under another identity. */
  @Test
  void seesNothingUnderAnotherIdentity() {
    Session person = signUp(newEmail());
    Identity platformAdmin =
        new Identity(UUID.randomUUID().toString(), UUID.randomUUID().toString(), "platform_admin");

    Optional<Account> found =
        await(rows.as(platformAdmin).transaction(tx -> store.find(tx, id(person))));

    assertEquals(Optional.empty(), found);
    assertTrue(await(store.find(id(person))).isPresent());
  }

  @Test
  void anErasedAccountIsNotFoundListedOrCounted() {
    Session person = signUp(newEmail());
    signUp(newEmail());
    run(tx -> affiliations.erase(tx, id(person), clock.instant()));

    UserPage page = run(tx -> store.page(tx, 10, 0));

    assertEquals(1, page.accounts().size());
    assertEquals(1, page.total());
    assertEquals(Optional.empty(), await(store.find(id(person))));
    assertEquals(Optional.empty(), run(tx -> store.lock(tx, id(person))));
  }

  @Test
  void aPersonInSeveralOrganizationsIsListedOnce() {
    Session host = signUp(newEmail());
    String email = newEmail();
    Session guest = signUp(email);
    Members.accept(guest, Members.invite(host, email, "agent").getString("token"));

    UserPage page = run(tx -> store.page(tx, 10, 0));

    assertEquals(List.of(id(guest), id(host)), page.accounts().stream().map(Account::id).toList());
  }

  @Test
  void knowsAPlatformAdministratorByAnyOfTheirMemberships() {
    Session person = signUp(newEmail());
    assertFalse(run(tx -> store.lock(tx, id(person))).orElseThrow().platformAdmin());

    PlatformServers.sql("update auth.memberships set role = 'platform_admin'");

    assertTrue(run(tx -> store.lock(tx, id(person))).orElseThrow().platformAdmin());
  }
}
