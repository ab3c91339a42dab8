package com.leadignite.leads.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.attack.AppConnection;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PostgreSQL refuses to the service's own role of calls, whatever SQL it is made to send. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class CallRowSecurityTest {

  private static final UUID ACME = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
  private static final UUID OTHER = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0002L);
  private static final UUID OWNER = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0003L);
  private static final UUID COLLEAGUE = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0004L);
  private static final UUID LEAD = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0005L);
  private static final String CHANGE = "update call set outcome = 'busy'";
  private static final String DELETE = "delete from call";

  @BeforeEach
  void oneCallInEachOrganization() {
    for (UUID tenant : List.of(ACME, OTHER)) {
      PlatformServers.sql(
          """
          set search_path = leads;
          insert into lead (
            tenant_id, id, owner_id, last_name, status, score, tags, do_not_call, do_not_email
          )
          values ('%1$s', '%3$s', '%2$s', 'Any', 'new', 0, '{}', false, false);
          insert into call (tenant_id, id, lead_id, created_by, direction, status)
          values ('%1$s', '%3$s', '%3$s', '%2$s', 'inbound', 'completed')
          """
              .formatted(tenant, OWNER, LEAD));
    }
  }

  @Test
  @Tag("B8")
  @Tag("B41")
  void showsAndChangesTheCallsOfLeadsInSight() throws SQLException {
    Map<Identity, List<Integer>> expected =
        Map.of(
            new Identity("", "", ""),
            List.of(0, 0, 0, -1),
            Identity.SERVICE,
            List.of(0, 0, 0, -1),
            person(OWNER, Role.USER),
            List.of(1, 1, 1, 1),
            person(OWNER, Role.AGENT),
            List.of(1, 1, 1, 1),
            person(COLLEAGUE, Role.AGENT),
            List.of(0, 0, 0, -1),
            person(COLLEAGUE, Role.MANAGER),
            List.of(0, 0, 0, -1),
            person(COLLEAGUE, Role.ADMIN),
            List.of(1, 1, 1, 1));
    for (Map.Entry<Identity, List<Integer>> each : expected.entrySet()) {
      try (Connection connection = AppConnection.as(each.getKey(), "leads")) {
        assertEquals(each.getValue(), tried(connection, each.getKey()), each.toString());
      }
    }
  }

  @Test
  void anAssigneeChangesAndDoesNotDelete() throws SQLException {
    PlatformServers.sql("update leads.lead set assignee_id = '%s'".formatted(COLLEAGUE));
    try (Connection connection = AppConnection.as(person(COLLEAGUE, Role.AGENT), "leads")) {
      assertEquals(1, changed(connection, CHANGE));
      assertEquals(0, changed(connection, DELETE));
    }
  }

  @Test
  void theCallsOfADeletedLeadAreHidden() throws SQLException {
    PlatformServers.sql("update leads.lead set deleted_at = now()");
    try (Connection connection = AppConnection.as(person(COLLEAGUE, Role.ADMIN), "leads")) {
      assertEquals(List.of(0, 0, 0, -1), tried(connection, person(COLLEAGUE, Role.ADMIN)));
    }
  }

  @Test
  @Tag("B8")
  void aServiceSeesTheCallsOfADeletedLeadAndLeavesThem() throws SQLException {
    PlatformServers.sql("update leads.lead set deleted_at = now()");
    Identity service = new Identity(ACME.toString(), "", Role.SERVICE.wireName());
    Identity disguised = new Identity(ACME.toString(), OWNER.toString(), Role.SERVICE.wireName());
    try (Connection connection = AppConnection.as(service, "leads")) {
      assertEquals(List.of(1, 0, 0, -1), tried(connection, service));
    }
    try (Connection connection = AppConnection.as(disguised, "leads")) {
      assertEquals(List.of(0, 0, 0, -1), tried(connection, disguised));
    }
  }

  @Test
  @Tag("B35")
  void nobodyEntersACallAsAnotherOrAsAProvider() throws SQLException {
    try (Connection connection = AppConnection.as(person(OWNER, Role.ADMIN), "leads")) {
      assertEquals(-1, changed(connection, insert(ACME, COLLEAGUE, "null")));
      assertEquals(-1, changed(connection, insert(ACME, OWNER, "'vapi'")));
      assertEquals(-1, changed(connection, insert(OTHER, OWNER, "null")));
      assertEquals(-1, changed(connection, "update call set provider = 'vapi'"));
      assertEquals(-1, changed(connection, "update call set lead_id = tenant_id"));
      assertEquals(-1, changed(connection, "update call set tenant_id = '" + OTHER + "'"));
    }
  }

  /** How many calls are seen, changed, deleted and entered. */
  private static List<Integer> tried(Connection connection, Identity identity) throws SQLException {
    UUID user = identity.userId().isEmpty() ? OWNER : UUID.fromString(identity.userId());
    int seen;
    try (ResultSet rows = connection.createStatement().executeQuery("select count(*) from call")) {
      rows.next();
      seen = rows.getInt(1);
    }
    return List.of(
        seen,
        changed(connection, CHANGE),
        changed(connection, DELETE),
        changed(connection, insert(ACME, user, "null")));
  }

  private static String insert(UUID tenant, UUID by, String provider) {
    return """
    insert into call (
      tenant_id, id, lead_id, created_by, direction, status, provider, provider_call_id
    )
    values ('%s', '%s', '%s', '%s', 'inbound', 'completed', %s, %s)
    """
        .formatted(tenant, UUID.randomUUID(), LEAD, by, provider, provider);
  }

  /** How many rows a statement changes; -1 if PostgreSQL refuses it. */
  private static int changed(Connection connection, String sql) throws SQLException {
    var savepoint = connection.setSavepoint();
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      assertEquals("42501", e.getSQLState(), e.getMessage());
      return -1;
    } finally {
      connection.rollback(savepoint);
    }
  }

  private static Identity person(UUID user, Role role) {
    return new Identity(ACME.toString(), user.toString(), role.wireName());
  }
}
