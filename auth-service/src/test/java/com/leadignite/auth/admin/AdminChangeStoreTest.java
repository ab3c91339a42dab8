package com.leadignite.auth.admin;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class AdminChangeStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Inject AdminChangeStore store;
  @Inject AdminUserStore users;

  private UserId user;

  @BeforeEach
  void anAccount() {
    user = new UserId(UUID.fromString(signUp(newEmail()).userId()));
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return users.asAdministration().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private static String column(String expression) {
    return Stored.text("select coalesce((" + expression + ")::text, 'null') from auth.users");
  }

  @Test
  void anAddressThatIsVouchedForIsConfirmed() {
    EmailAddress address = new EmailAddress(newEmail());

    run(tx -> store.changeEmail(tx, user, address, true, NOW));
    assertEquals(address.value(), column("email"));
    assertEquals("true", column("email_confirmed_at = '2026-03-01T12:00:00Z'"));

    run(tx -> store.changeEmail(tx, user, address, false, NOW));
    assertEquals("null", column("email_confirmed_at"));
  }

  @Test
  void anAddressOfAnotherAccountIsRefused() {
    String taken = newEmail();
    signUp(taken);

    Problem refused =
        assertThrows(
            Problem.class,
            () -> run(tx -> store.changeEmail(tx, user, new EmailAddress(taken), true, NOW)));

    assertEquals(AuthProblem.EMAIL_EXISTS, refused.type());
  }

  /** The person who set it may have signed up with another person's address. */
  @Test
  void confirmingAnAddressDeletesAPasswordFromBefore() {
    PlatformServers.sql("update auth.users set email_confirmed_at = null");

    run(tx -> store.confirm(tx, user, NOW));

    assertEquals("true", column("email_confirmed_at = '2026-03-01T12:00:00Z'"));
    assertEquals(0, Stored.count("auth.passwords"));
  }

  @Test
  void confirmingAConfirmedAddressChangesNothing() {
    String before = column("email_confirmed_at");

    run(tx -> store.confirm(tx, user, NOW));

    assertEquals(before, column("email_confirmed_at"));
    assertEquals(1, Stored.count("auth.passwords"));
  }

  @Test
  void metadataIsMergedAndWhatIsNullIsRemoved() {
    run(tx -> store.changeAppMetadata(tx, user, Map.of("plan", "pro", "seats", 3), NOW));
    Map<String, Object> change = new HashMap<>();
    change.put("seats", null);
    change.put("unknown", null);
    change.put("region", "eu");

    run(tx -> store.changeAppMetadata(tx, user, change, NOW));

    assertEquals("{\"plan\": \"pro\", \"region\": \"eu\"}", column("app_metadata"));
  }

  @Test
  void metadataIsBoundedTogetherWithWhatIsStored() {
    run(tx -> store.changeAppMetadata(tx, user, Map.of("a", "x".repeat(1500)), NOW));

    Problem refused =
        assertThrows(
            Problem.class,
            () -> run(tx -> store.changeAppMetadata(tx, user, Map.of("b", "x".repeat(1500)), NOW)));

    assertEquals(CommonProblem.VALIDATION_FAILED, refused.type());
    assertEquals("1", column("(select count(*) from jsonb_object_keys(app_metadata))"));
  }

  @Test
  void aBanIsSetAndLifted() {
    run(tx -> store.ban(tx, user, NOW.plusSeconds(60), NOW));
    assertEquals("true", column("banned_until = '2026-03-01T12:01:00Z'"));

    run(tx -> store.ban(tx, user, null, NOW));

    assertEquals("null", column("banned_until"));
  }

  @Test
  void aRoleIsGivenInOneOrganization() {
    TenantId tenant = new TenantId(UUID.fromString(column("tenant_id")));

    run(tx -> store.changeRole(tx, new TenantId(UUID.randomUUID()), user, Role.AGENT, NOW));
    assertEquals(1, Stored.count("auth.memberships where role = 'admin'"));
    run(tx -> store.changeRole(tx, tenant, user, Role.AGENT, NOW));

    assertEquals(1, Stored.count("auth.memberships where role = 'agent'"));
  }
}
