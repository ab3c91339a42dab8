package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.TestingPeople.ACME;
import static com.leadignite.leads.lead.TestingPeople.NORTH;
import static com.leadignite.leads.lead.TestingPeople.OTHER;
import static com.leadignite.leads.lead.TestingPeople.person;
import static com.leadignite.leads.lead.TestingPeople.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.attack.AppConnection;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PostgreSQL refuses to the service's own role, whatever SQL it is made to send. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeadRowSecurityTest {

  private static final String INSERT =
      """
      insert into lead (
        tenant_id, owner_id, last_name, status, score, tags, do_not_call, do_not_email
      )
      values (?, ?, 'Any', 'new', 0, '{}', false, false)
      """;

  private final Identity admin = Identity.of(person(ACME, 1, Role.ADMIN));
  private final Identity plain = Identity.of(person(ACME, 1, Role.USER));

  @BeforeEach
  void oneLeadInEachOrganization() {
    for (TenantId tenant : List.of(ACME, OTHER)) {
      PlatformServers.sql(
          """
          set search_path = leads;
          insert into lead (
            tenant_id, owner_id, last_name, status, score, tags, do_not_call, do_not_email
          )
          values ('%1$s', '%2$s', 'Any', 'new', 0, '{}', false, false);
          insert into team_member (tenant_id, team_id, user_id) values ('%1$s', '%3$s', '%2$s');
          insert into idempotency_key values ('%1$s', '%2$s', 'k', 'h', '%3$s', 1, '{}', now())
          """
              .formatted(tenant, user(2), NORTH));
    }
  }

  @Test
  void showsNothingWithoutAnIdentity() throws SQLException {
    try (Connection nobody = TestingDatabase.as(new Identity("", "", ""))) {
      assertEquals(List.of(), TestingDatabase.texts(nobody, "select id from lead"));
      assertEquals(List.of(), TestingDatabase.texts(nobody, "select user_id from team_member"));
      assertEquals(List.of(), TestingDatabase.texts(nobody, "select id from team"));
      assertEquals(List.of(), TestingDatabase.texts(nobody, "select key from idempotency_key"));
    }
  }

  @Test
  void showsTheServiceItselfNoLeads() throws SQLException {
    try (Connection service = TestingDatabase.as(Identity.SERVICE)) {
      assertEquals(List.of(), TestingDatabase.texts(service, "select id from lead"));
      assertEquals(-1, TestingDatabase.changes(service, INSERT, ACME.value(), user(1).value()));
    }
  }

  @Test
  void showsAnAdministratorTheirOrganizationOnly() throws SQLException {
    try (Connection connection = TestingDatabase.as(admin)) {
      assertEquals(
          List.of(ACME.toString()),
          TestingDatabase.texts(connection, "select tenant_id from lead where true or id = id"));
      assertEquals(
          List.of(ACME.toString()),
          TestingDatabase.texts(connection, "select tenant_id from team_member"));
      assertEquals(
          List.of(ACME.toString()),
          TestingDatabase.texts(connection, "select tenant_id from team"));
    }
  }

  @Test
  void refusesALeadInAnotherOrganization() throws SQLException {
    try (Connection connection = TestingDatabase.as(admin)) {
      assertEquals(1, TestingDatabase.changes(connection, INSERT, ACME.value(), user(1).value()));
      assertEquals(-1, TestingDatabase.changes(connection, INSERT, OTHER.value(), user(1).value()));
    }
  }

  @Test
  void refusesToMoveALeadToAnotherOrganization() throws SQLException {
    try (Connection connection = TestingDatabase.as(admin)) {
      assertEquals(
          -1, TestingDatabase.changes(connection, "update lead set tenant_id = ?", OTHER.value()));
    }
  }

  @Test
  void changesNoForeignRowByAnUpdateWithoutAWhere() throws SQLException {
    try (Connection connection = TestingDatabase.as(admin)) {
      assertEquals(1, TestingDatabase.changes(connection, "update lead set title = 'Dr'"));
    }
  }

  @Test
  void refusesAUserALeadThatSomebodyElseOwns() throws SQLException {
    try (Connection connection = TestingDatabase.as(plain)) {
      assertEquals(1, TestingDatabase.changes(connection, INSERT, ACME.value(), user(1).value()));
      assertEquals(-1, TestingDatabase.changes(connection, INSERT, ACME.value(), user(2).value()));
    }
  }

  @Test
  @Tag("B35")
  @Tag("B41")
  void refusesAUserToAssignOrToFile() throws SQLException {
    PlatformServers.sql("update leads.lead set owner_id = '%s'".formatted(user(1)));
    try (Connection connection = TestingDatabase.as(plain)) {
      for (String column : List.of("assignee_id", "team_id")) {
        String set = "update lead set " + column + " = ?";
        assertEquals(-1, TestingDatabase.changes(connection, set, user(1).value()), column);
        assertEquals(
            -1,
            TestingDatabase.changes(
                connection,
                INSERT.replace("tenant_id,", "tenant_id, " + column + ",").replace("(?,", "(?, ?,"),
                ACME.value(),
                user(1).value(),
                user(1).value()),
            column);
      }
      assertEquals(1, TestingDatabase.changes(connection, "update lead set title = 'Dr'"));
    }
  }

  @Test
  @Tag("B35")
  @Tag("B41")
  void refusesAnAssigneeToTakeFileOrDeleteALead() throws SQLException {
    PlatformServers.sql("update leads.lead set assignee_id = '%s'".formatted(user(1)));
    for (Role role : List.of(Role.AGENT, Role.MANAGER)) {
      try (Connection connection = TestingDatabase.as(Identity.of(person(ACME, 1, role)))) {
        assertEquals(
            -1,
            TestingDatabase.changes(connection, "update lead set owner_id = ?", user(1).value()),
            role.name());
        assertEquals(
            -1,
            TestingDatabase.changes(connection, "update lead set team_id = ?", NORTH),
            role.name());
        assertEquals(
            -1,
            TestingDatabase.changes(connection, "update lead set deleted_at = now()"),
            role.name());
        assertEquals(1, TestingDatabase.changes(connection, "update lead set title = 'Dr'"));
      }
    }
  }

  @Test
  void refusesToDeleteRowsForGood() throws SQLException {
    try (Connection connection = TestingDatabase.as(admin)) {
      assertEquals(-1, TestingDatabase.changes(connection, "delete from lead"));
    }
  }

  @Test
  @Tag("B35")
  void refusesTeamsToAnybodyButAdministrators() throws SQLException {
    String join = "insert into team_member (tenant_id, team_id, user_id) values (?, ?, ?)";
    for (Role role : List.of(Role.USER, Role.AGENT, Role.MANAGER, Role.SERVICE)) {
      try (Connection connection =
          TestingDatabase.as(new Identity(ACME.toString(), user(1).toString(), role.wireName()))) {
        assertEquals(
            -1,
            TestingDatabase.changes(connection, join, ACME.value(), NORTH, user(1).value()),
            role.name());
        assertEquals(0, TestingDatabase.changes(connection, "delete from team_member"));
        assertEquals(
            -1,
            TestingDatabase.changes(
                connection,
                "insert into team (tenant_id, id, name) values (?, ?, 'x')",
                ACME.value(),
                user(1).value()));
        assertEquals(0, TestingDatabase.changes(connection, "update team set name = 'x'"));
        assertEquals(0, TestingDatabase.changes(connection, "delete from team"));
      }
    }
  }

  @Test
  @Tag("B41")
  void countsPlacesInTeamsOfTheMembershipThatThePersonHasNow() throws SQLException {
    for (String since : List.of("null", "'2026-01-02'")) {
      PlatformServers.sql(
          "update leads.team_member set created_at = '2026-01-02', member_since = " + since);
      assertEquals(List.of(NORTH.toString()), teams(""));
      assertEquals(List.of(NORTH.toString()), teams("2026-01-01T00:00:00Z"));
      assertEquals(List.of(), teams("2026-01-03T00:00:00.001Z"));
    }
  }

  private static List<String> teams(String memberSince) throws SQLException {
    Identity manager =
        new Identity(ACME.toString(), user(2).toString(), Role.MANAGER.wireName(), memberSince);
    try (Connection connection = TestingDatabase.as(manager)) {
      List<String> teams = TestingDatabase.texts(connection, "select unnest(my_teams())");
      List<String> mates = TestingDatabase.texts(connection, "select unnest(my_team_mates())");
      assertEquals(teams.isEmpty(), mates.isEmpty());
      return teams;
    }
  }

  @Test
  void keepsIdempotencyKeysToTheirOwner() throws SQLException {
    Identity other = new Identity(ACME.toString(), user(3).toString(), "admin");
    Identity owner = new Identity(ACME.toString(), user(2).toString(), "user");
    try (Connection connection = TestingDatabase.as(other)) {
      assertEquals(List.of(), TestingDatabase.texts(connection, "select key from idempotency_key"));
      AppConnection.become(connection, owner);
      assertEquals(
          List.of("k"), TestingDatabase.texts(connection, "select key from idempotency_key"));
      AppConnection.become(connection, Identity.SERVICE);
      assertEquals(0, TestingDatabase.changes(connection, "delete from idempotency_key"));
    }
  }
}
