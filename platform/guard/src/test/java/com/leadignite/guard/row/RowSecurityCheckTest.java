package com.leadignite.guard.row;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.row.DatabaseFacts.Table;
import com.leadignite.guard.testing.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowSecurityCheckTest {

  @BeforeEach
  void makeAGoodSchema() {
    Servers.settings("checked");
    Servers.sql(
        """
        set search_path = checked;
        create table leads (tenant_id uuid, id uuid, made_at timestamptz);
        alter table leads enable row level security;
        alter table leads force row level security;
        create policy read on leads for select to checked_app using (tenant_id is not null);
        create policy write on leads for insert to checked_app with check (tenant_id is not null);
        alter table leads owner to checked_owner;
        grant select, insert on leads to checked_app;
        create table flyway_schema_history (version text);
        alter table flyway_schema_history owner to checked_owner;
        """);
  }

  @AfterEach
  void removeIt() {
    Servers.sql(
        """
        drop schema checked cascade;
        alter role checked_app nosuperuser nobypassrls;
        revoke checked_owner from checked_app;
        """);
  }

  @Test
  void runsIfEveryTableIsProtected() {
    assertDoesNotThrow(() -> check(TestingRowsConfig.PATIENT));
  }

  @Test
  void refusesASuperuser() {
    Servers.sql("alter role checked_app superuser");

    assertRefused("The role checked_app is a superuser, whom row-level security spares.");
  }

  @Test
  void refusesARoleThatBypassesRowLevelSecurity() {
    Servers.sql("alter role checked_app bypassrls");

    assertRefused("The role checked_app has BYPASSRLS.");
  }

  @Test
  void refusesTheOwnerOfATable() {
    Servers.sql(
        "grant create on schema checked to checked_app;"
            + "alter table checked.leads owner to checked_app");

    assertRefused("The role checked_app owns the table leads.");
  }

  @Test
  void refusesAMemberOfTheOwner() {
    Servers.sql("grant checked_owner to checked_app");

    assertRefused("The role checked_app is a member of checked_owner and can become it.");
  }

  @Test
  void refusesATableWithoutRowLevelSecurity() {
    Servers.sql("alter table checked.leads disable row level security");

    assertRefused("The table leads has no row-level security (ENABLE).");
  }

  @Test
  void refusesATableThatSparesItsOwner() {
    Servers.sql("alter table checked.leads no force row level security");

    assertRefused("The table leads does not FORCE row-level security on its owner.");
  }

  @Test
  void refusesATableWithoutPolicies() {
    Servers.sql("drop policy read on checked.leads; drop policy write on checked.leads");

    assertRefused("The table leads has no policy.");
  }

  @Test
  void refusesAPolicyThatWritesUnchecked() {
    Servers.sql("create policy loose on checked.leads for update using (true)");

    assertRefused("The policy loose on the table leads writes without a WITH CHECK.");
  }

  @Test
  void refusesARoleThatMayTruncate() {
    Servers.sql("grant truncate on checked.leads to checked_app");

    assertRefused("The role checked_app may truncate the table leads, past all policies.");
  }

  @Test
  void refusesAnOldServer() {
    DatabaseFacts facts =
        new DatabaseFacts(
            140_011,
            "leads_app",
            "leads",
            false,
            false,
            List.of(),
            List.of(new Table("leads", false, true, true, true, List.of(), false, false)));

    List<String> objections = facts.objections(Set.of());

    assertEquals(List.of("PostgreSQL 14 is too old; 15 to 18 are served."), objections);
  }

  @Test
  void acceptsAPartitionThatIsOnlyReachedThroughItsParent() {
    addAPartitionedTable();

    assertDoesNotThrow(() -> check(TestingRowsConfig.PATIENT));
  }

  @Test
  void refusesAnUnprotectedPartitionThatCanBeReachedDirectly() {
    addAPartitionedTable();
    Servers.sql("grant select (at) on checked.events_2026 to checked_app");

    assertRefused("The table events_2026 has no row-level security (ENABLE).");
  }

  @Test
  void waitsForTheMigrationsAndThenSaysWhatItWaitedFor() {
    Servers.sql("drop table checked.leads; drop table checked.flyway_schema_history");

    assertRefused(
        TestingRowsConfig.PATIENT.withStartWait(Duration.ofSeconds(2)),
        "the schema checked has no tables; have the migrations run?");
  }

  @Test
  void waitsForPostgresAndThenSaysThatItIsNotThere() {
    try (TestingPool pool = TestingPool.to(TestingPool.options(1, "checked_app"), 1)) {
      IllegalStateException refusal =
          assertThrows(
              IllegalStateException.class,
              () ->
                  new RowSecurityCheck(
                          pool.pool(),
                          TestingRowsConfig.PATIENT.withStartWait(Duration.ofSeconds(2)))
                      .check());

      assertTrue(
          refusal.getMessage().startsWith("PostgreSQL was not ready within 2 s"),
          refusal.getMessage());
    }
  }

  private static void addAPartitionedTable() {
    Servers.sql(
        """
        set search_path = checked;
        create table events (tenant_id uuid, at date) partition by range (at);
        create table events_2026 partition of events
          for values from ('2026-01-01') to ('2027-01-01');
        alter table events enable row level security;
        alter table events force row level security;
        create policy read on events for select to checked_app using (tenant_id is not null);
        grant select on events to checked_app;
        """);
  }

  private static void check(RowsConfig config) {
    try (TestingPool pool = TestingPool.as("checked_app", 1)) {
      new RowSecurityCheck(pool.pool(), config).check();
    }
  }

  private static void assertRefused(String sentence) {
    assertRefused(TestingRowsConfig.PATIENT, sentence);
  }

  private static void assertRefused(RowsConfig config, String sentence) {
    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> check(config));
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }
}
