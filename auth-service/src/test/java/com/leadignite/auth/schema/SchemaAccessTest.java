package com.leadignite.auth.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What holds for every table of the schema, those that a later migration adds too: read from the
 * catalogue. Each query finds what breaks the rule.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@Tag("B9")
class SchemaAccessTest {

  private static final Identity SERVICE = Identity.SERVICE;

  @Test
  void rowLevelSecurityBindsTheOwnerOfEveryTableToo() throws SQLException {
    assertNone(
        """
        select relname
        from pg_class
        where relnamespace = 'auth'::regnamespace
          and relkind in ('r', 'p')
          and relname <> 'flyway_schema_history'
          and not (relrowsecurity and relforcerowsecurity)
        """);
  }

  /** What a policy hides cannot be written to either, and none lets everybody in. */
  @Test
  void everyPolicyDecidesByTheIdentity() throws SQLException {
    assertNone(
        """
        select tablename || ' ' || policyname
        from pg_policies
        where schemaname = 'auth'
          and (coalesce(qual, with_check) not like '%current_setting%'
            or (cmd in ('ALL', 'INSERT', 'UPDATE') and with_check is null)
            or coalesce(with_check, qual) not like '%current_setting%')
        """);
  }

  @Test
  void everyPolicyIsForTheServicesOwnRoleAndPermissive() throws SQLException {
    assertNone(
        """
        select tablename || ' ' || policyname
        from pg_policies
        where schemaname = 'auth'
          and (roles <> array['%s']::name[] or permissive <> 'PERMISSIVE')
        """
            .formatted(role("")));
  }

  /** A setting that is looked up for each row makes a query of a large table slow. */
  @Test
  void everyPolicyReadsTheIdentityOnceAStatement() throws SQLException {
    assertNone(
        """
        select tablename || ' ' || policyname
        from pg_policies
        where schemaname = 'auth'
          and regexp_replace(
            coalesce(qual, '') || coalesce(with_check, ''),
            'SELECT (\\(NULLIF\\()?current_setting\\(', '', 'g') like '%current_setting(%'
        """);
  }

  @Test
  void theServicesRoleIsAnOrdinaryOne() throws SQLException {
    assertNone(
        """
        select rolname
        from pg_roles
        where rolname = '%s'
          and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
        """
            .formatted(role("")));
    assertNone(
        """
        select r.roleid::regrole::text
        from pg_auth_members r
        where r.member = '%s'::regrole
        """
            .formatted(role("")));
  }

  @Test
  void theServicesRoleOwnsNothing() throws SQLException {
    assertNone("select relname from pg_class where relowner = '%s'::regrole".formatted(role("")));
    assertNone("select proname from pg_proc where proowner = '%s'::regrole".formatted(role("")));
    assertNone(
        "select nspname from pg_namespace where nspowner = '%s'::regrole".formatted(role("")));
  }

  /** Truncating heeds no policy, and a foreign key tells of rows that a policy hides. */
  @Test
  void theServicesRoleHasNoPrivilegeThatHeedsNoPolicy() throws SQLException {
    assertNone(
        """
        select c.relname || ' ' || p.privilege
        from pg_class c
        cross join unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) as p (privilege)
        where c.relnamespace = 'auth'::regnamespace
          and c.relkind in ('r', 'p')
          and has_table_privilege('%s', c.oid, p.privilege)
        """
            .formatted(role("")));
  }

  @Test
  void theServicesRoleReadsNothingOfFlyway() throws SQLException {
    assertNone(
        """
        select p.privilege
        from unnest(array['INSERT', 'UPDATE', 'DELETE']) as p (privilege)
        where has_table_privilege('%s', 'auth.flyway_schema_history', p.privilege)
        """
            .formatted(role("")));
  }

  @Test
  void nothingIsGrantedToEverybody() throws SQLException {
    assertNone(
        """
        select relname
        from pg_class
        cross join aclexplode(relacl) as a
        where relnamespace = 'auth'::regnamespace
          and a.grantee = 0
        """);
    assertNone(
        """
        select nspname
        from pg_namespace
        cross join aclexplode(nspacl) as a
        where nspname = 'auth'
          and a.grantee = 0
        """);
  }

  /** A function with its owner's rights would be a way around every policy. */
  @Test
  void noFunctionRunsWithTheRightsOfItsOwner() throws SQLException {
    assertNone(
        """
        select proname
        from pg_proc
        where pronamespace = 'auth'::regnamespace
          and prosecdef
        """);
  }

  /** A view reads with its owner's rights. */
  @Test
  void thereIsNoView() throws SQLException {
    assertNone(
        """
        select relname
        from pg_class
        where relnamespace = 'auth'::regnamespace
          and relkind in ('v', 'm')
        """);
  }

  @Test
  void everyConstraintIsNamedForItsTable() throws SQLException {
    assertNone(
        """
        select c.conname
        from pg_constraint c
        join pg_class t on t.oid = c.conrelid
        where t.relnamespace = 'auth'::regnamespace
          and t.relname <> 'flyway_schema_history'
          and c.contype <> 'n'
          and not starts_with(c.conname, t.relname || '_')
        """);
  }

  @Test
  void everyForeignKeyHasAnIndexOnItsSide() throws SQLException {
    assertNone(
        """
        select c.conname
        from pg_constraint c
        join pg_class t on t.oid = c.conrelid
        where t.relnamespace = 'auth'::regnamespace
          and c.contype = 'f'
          and not exists (
            select
            from pg_index i
            where i.indrelid = c.conrelid
              and i.indkey[0] = any (c.conkey))
        """);
  }

  /** Times without a zone change their meaning with a session's setting. */
  @Test
  void everyTimeHasAZone() throws SQLException {
    assertNone(
        """
        select table_name || '.' || column_name
        from information_schema.columns
        where table_schema = 'auth'
          and table_name <> 'flyway_schema_history'
          and data_type = 'timestamp without time zone'
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42501|create table auth.mine (a int)",
        "42501|create view auth.mine as select 1",
        "42501|create function auth.mine() returns int language sql as 'select 1'",
        "42501|alter table auth.users disable row level security",
        "42501|alter table auth.users no force row level security",
        "42501|alter table auth.users disable trigger all",
        "42501|drop policy users_service on auth.users",
        "42501|create policy mine on auth.users using (true)",
        "42501|truncate auth.users cascade",
        "42501|drop table auth.mails",
        "42501|set role $owner",
        "42501|set session authorization $owner",
        "42501|set session_replication_role = replica",
        "42501|alter role current_user superuser",
        "42501|alter role current_user bypassrls",
        "42501|create role mine",
        "42501|select pg_read_file('/etc/passwd')",
        "42501|copy auth.users to program 'cat'",
        "42501|copy (select 1) to '/tmp/mine'",
        "42501|create extension dblink"
      })
  void theServicesRoleIsNoWayOut(String refusal, String sql) throws SQLException {
    assertEquals(refusal, People.outcome(SERVICE, sql.replace("$owner", role("owner."))), sql);
  }

  /** Who asks for no row-level security gets an error, and not the rows. */
  @Test
  void rowLevelSecurityCannotBeTurnedOff() throws SQLException {
    assertEquals(
        "42501",
        People.outcome(
            new Identity("", "", ""), "set local row_security = off; select from auth.users"));
  }

  /** The name of the service's role, or with "owner." of its owner's. */
  private static String role(String whose) {
    return String.valueOf(
        PlatformServers.configuration("auth").get("quarkus.datasource." + whose + "username"));
  }

  private static void assertNone(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = PlatformServers.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    assertTrue(found.isEmpty(), () -> found + " by " + sql);
  }
}
