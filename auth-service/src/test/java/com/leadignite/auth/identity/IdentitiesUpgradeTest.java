package com.leadignite.auth.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.SchemaRoles;
import com.leadignite.testkit.server.PlatformServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An upgrade from the version without identities, whose replicas make accounts before, between and
 * after its migrations. They are applied as the owner of the schema, whom row-level security binds.
 */
class IdentitiesUpgradeTest {

  private static final SchemaRoles ROLES = new SchemaRoles("auth_upgrade", "owner", "app");
  private static final List<String> BEFORE =
      List.of(
          "db/guard/beforeMigrate__functions.sql",
          "db/guard/V0001__outbox.sql",
          "db/migration/V0100__organizations_and_accounts.sql",
          "db/migration/V0101__sessions.sql",
          "db/migration/V0102__signing_keys.sql",
          "db/migration/V0103__revocations.sql",
          "db/migration/V0104__email_identities.sql",
          "db/migration/V0105__leaving.sql",
          "db/migration/V0106__no_password_before_the_address.sql",
          "db/migration/V0107__no_password_before_the_address_again.sql");
  private static final List<String> UPGRADE =
      List.of(
          "db/migration/V0108__identities.sql",
          "db/migration/V0109__identities_of_before.sql",
          "db/migration/V0110__identities_forced.sql");

  private int accounts;

  @BeforeEach
  void theVersionBefore() {
    Databases.bootstrap(PlatformServers.postgres(), List.of(ROLES));
    PlatformServers.sql("drop schema auth_upgrade cascade");
    Databases.bootstrap(PlatformServers.postgres(), List.of(ROLES));
    BEFORE.forEach(IdentitiesUpgradeTest::migrate);
  }

  @Test
  void givesEveryAccountItsIdentityWheneverItWasMade() {
    makeAccount();
    makeAccount();
    for (String migration : UPGRADE) {
      migrate(migration);
      makeAccount();
    }

    assertEquals(5, accounts);
    assertEquals(
        5,
        count(
            """
            identities i
            join users u on u.id = i.user_id and u.identity_id = i.id
            where i.provider = 'email'
              and i.subject = u.id::text
              and i.identity_data = u.sign_up_data
              and i.created_at = u.created_at
            """));
    assertEquals(5, count("identities"));
  }

  @Test
  void keepsSessionsWithTheirMethodAndTheFirstLevel() {
    makeAccount();
    UPGRADE.forEach(IdentitiesUpgradeTest::migrate);
    makeAccount();

    assertEquals(2, count("sessions where amr is null and aal = 'aal1' and method = 'password'"));
  }

  @Test
  void leavesNoPolicyThatTheUpgradeAloneNeeded() {
    UPGRADE.forEach(IdentitiesUpgradeTest::migrate);

    assertEquals(
        0, count("pg_policies where schemaname = 'auth_upgrade' and policyname like '%owner%'"));
    assertEquals(
        0,
        count(
            """
            pg_class
            where relnamespace = 'auth_upgrade'::regnamespace
              and relkind = 'r'
              and relname in ('users', 'identities', 'passwords', 'sessions')
              and not (relrowsecurity and relforcerowsecurity)
            """));
  }

  /** In the statements of the version before. */
  private void makeAccount() {
    accounts++;
    String id = "00000000-0000-7000-8000-00000000000" + accounts;
    run(
        ROLES.app(),
        """
        select set_config('app.role', 'service', true);
        insert into organizations (tenant_id, name, created_at, updated_at)
        values ('ID', 'Acme', now(), now());
        with account as (
          insert into users (
            id, tenant_id, email, email_confirmed_at, user_metadata, sign_up_data, created_at,
            updated_at
          ) values (
            'ID', 'ID', 'personID@example.com', now(), '{"now": 1}', '{"then": 1}', now(), now()
          )
          returning id, tenant_id
        )
        insert into memberships (tenant_id, user_id, role, created_at, updated_at)
        select a.tenant_id, a.id, 'admin', now(), now()
        from account a;
        insert into sessions (
          user_id, created_at, authenticated_at, method, not_after, refreshed_at
        ) values ('ID', now(), now(), 'password', now() + interval '1 day', now());
        """
            .replace("ID", id));
  }

  private static void migrate(String resource) {
    run(ROLES.owner(), script(resource).replace("${app_role}", ROLES.app()));
  }

  private static void run(String role, String sql) {
    PlatformServers.sql(
        "begin; set local role "
            + role
            + "; set local search_path = auth_upgrade;"
            + sql
            + "; commit");
  }

  private static long count(String from) {
    try (Connection connection = PlatformServers.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = auth_upgrade");
      try (ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a test's query failed", e);
    }
  }

  private static String script(String resource) {
    ClassLoader loader = IdentitiesUpgradeTest.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
