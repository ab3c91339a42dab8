package com.leadignite.auth.account;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class AccountStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Inject AccountStore store;
  @Inject AddressStore addresses;
  @Inject Rows rows;
  @Inject Ids ids;

  @Test
  void refusesASecondAccountOfAnAddress() {
    String email = newEmail();
    signUp(email);

    Problem refused = assertThrows(Problem.class, () -> insert(email, Map.of()));

    assertEquals(AuthProblem.USER_ALREADY_EXISTS, refused.type());
    assertEquals(1, Stored.count("auth.users"));
    assertEquals(1, Stored.count("auth.identities"));
  }

  @Test
  void refusesMetadataThatIsTooLarge() {
    Map<String, Object> data =
        Map.of("a", "x".repeat(2000), "b", "x".repeat(2000), "c", "x".repeat(2000));

    Problem refused = assertThrows(Problem.class, () -> insert(newEmail(), data));

    assertEquals(CommonProblem.VALIDATION_FAILED, refused.type());
    assertEquals(0, Stored.count("auth.users"));
  }

  @Test
  void storesTheIdentityForReplicasOfThePreviousVersionToo() {
    insert(newEmail(), Map.of("first_name", "Ada"));

    assertEquals(
        1,
        Stored.count(
            """
            auth.users u
            join auth.identities i on i.user_id = u.id
            where u.identity_id = i.id
              and u.sign_up_data = i.identity_data
              and i.identity_data ->> 'first_name' = 'Ada'
            """));
  }

  @Test
  void mergesMetadataAndRemovesWhatIsNull() {
    UserId user = new UserId(UUID.fromString(signUp(newEmail(), Map.of("a", 1, "b", 2)).userId()));
    Map<String, Object> change = new HashMap<>();
    change.put("a", null);
    change.put("c", 3);

    run(tx -> store.changeMetadata(tx, user, change, NOW));

    assertEquals("{\"b\": 2, \"c\": 3}", Stored.text("select user_metadata from auth.users"));
    assertEquals("{\"a\": 1, \"b\": 2}", Stored.text("select identity_data from auth.identities"));
  }

  @Test
  void movesToAnAddressThatIsFreeOnly() {
    String taken = newEmail();
    signUp(taken);
    UserId user = new UserId(UUID.fromString(signUp(newEmail()).userId()));

    Problem refused =
        assertThrows(
            Problem.class,
            () -> run(tx -> addresses.change(tx, user, new EmailAddress(taken), NOW)));

    assertEquals(AuthProblem.EMAIL_EXISTS, refused.type());
  }

  @Test
  void findsAPlatformAdministrator() {
    signUp(newEmail());
    assertFalse(isAnyAdministrator());

    PlatformServers.sql("update auth.memberships set role = 'platform_admin'");

    assertTrue(isAnyAdministrator());
  }

  @Test
  void findsWhetherAnAddressIsTaken() {
    String email = newEmail();
    signUp(email);

    assertTrue(isTaken(email));
    assertFalse(isTaken("another@example.com"));
  }

  private boolean isAnyAdministrator() {
    return run(store::isAnyAdministrator);
  }

  private boolean isTaken(String email) {
    return run(tx -> store.isTaken(tx, new EmailAddress(email)));
  }

  private void insert(String email, Map<String, Object> data) {
    UserId user = new UserId(ids.next());
    TenantId tenant = new TenantId(ids.next());
    PlatformServers.sql(
        "insert into auth.organizations (tenant_id, name, created_at, updated_at) values ('"
            + tenant
            + "', 'Acme', now(), now())");
    NewAccount account =
        new NewAccount(
            user,
            tenant,
            Role.ADMIN,
            new EmailAddress(email),
            null,
            true,
            data,
            Identity.email(ids.next(), user, data, NOW));
    run(tx -> store.insert(tx, account, NOW));
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }
}
