package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.TestingPeople.ACME;
import static com.leadignite.leads.lead.TestingPeople.NORTH;
import static com.leadignite.leads.lead.TestingPeople.OTHER;
import static com.leadignite.leads.lead.TestingPeople.SOUTH;
import static com.leadignite.leads.lead.TestingPeople.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.attack.AppConnection;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The policy in Java and the policies in PostgreSQL answer alike, over generated worlds. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeadPolicyAgreementTest {

  private static final int WORLDS = 3;
  private static final int LEADS = 40;
  private static final int PEOPLE = 4;
  private static final String DELETE = "update lead set deleted_at = now() where id = ?";
  private static final String RESTORE = "update lead set deleted_at = null where id = ?";
  private static final String EDIT = "update lead set title = 'Dr' where id = ?";
  private static final String MOVE =
      "update lead set owner_id = ?, assignee_id = ?, team_id = ? where id = ?";
  private static final String CREATE =
      """
      insert into lead (
        tenant_id, owner_id, assignee_id, team_id, last_name, status, score, tags, do_not_call,
        do_not_email
      )
      values (?, ?, ?, ?, 'Any', 'new', 0, '{}', false, false)
      """;

  /** What may be moved of a lead, one or several at a time. */
  private enum Move {
    ASSIGN,
    FILE,
    TRANSFER,
    ALL,
    CREATE
  }

  private final Random random = new Random(20260101);
  private final Map<UUID, LeadTarget> leads = new LinkedHashMap<>();
  private final Map<TenantId, Map<UUID, Set<UserId>>> teams = new LinkedHashMap<>();
  private final Map<Move, Integer> moved = new EnumMap<>(Move.class);
  private final Map<Move, Integer> kept = new EnumMap<>(Move.class);

  @Test
  @Tag("B41")
  void agreeOnEveryRoleAndEveryLead() throws SQLException {
    int allowed = 0;
    int refused = 0;
    for (int world = 0; world < WORLDS; world++) {
      makeWorld();
      try (Connection connection = TestingDatabase.as(Identity.SERVICE)) {
        for (Viewer viewer : viewers()) {
          AppConnection.become(connection, identity(viewer));
          assertSeesTheSame(connection, viewer);
          for (Map.Entry<UUID, LeadTarget> lead : leads.entrySet()) {
            if (changesAlike(connection, viewer, lead.getKey(), lead.getValue())) {
              allowed++;
            } else {
              refused++;
            }
          }
        }
      }
    }
    // Both happened often, or the worlds would prove nothing.
    assertTrue(allowed > 500 && refused > 500, allowed + " allowed, " + refused + " refused");
    for (Move move : Move.values()) {
      assertTrue(
          moved.getOrDefault(move, 0) > 100 && kept.getOrDefault(move, 0) > 100,
          moved + " allowed, " + kept + " refused");
    }
  }

  private void assertSeesTheSame(Connection connection, Viewer viewer) throws SQLException {
    Set<String> expected =
        leads.entrySet().stream()
            .filter(lead -> LeadPolicy.read(viewer, lead.getValue()) == Decision.ALLOWED)
            .map(lead -> lead.getKey().toString())
            .collect(Collectors.toSet());

    Set<String> seen = new HashSet<>(TestingDatabase.texts(connection, "select id from lead"));

    assertEquals(expected, seen, viewer.toString());
  }

  private boolean changesAlike(Connection connection, Viewer viewer, UUID id, LeadTarget lead)
      throws SQLException {
    LeadTarget toggled =
        with(lead, lead.ownerId(), lead.assigneeId(), lead.teamId(), !lead.deleted());
    boolean toggle = LeadPolicy.change(viewer, lead, toggled) == Decision.ALLOWED;
    boolean edit = LeadPolicy.change(viewer, lead, lead) == Decision.ALLOWED;
    String asked = viewer + " on " + lead;

    assertEquals(
        toggle,
        TestingDatabase.changes(connection, lead.deleted() ? RESTORE : DELETE, id) == 1,
        "delete or restore: " + asked);
    // No caller edits a deleted lead: the service answers 404 before any policy is asked.
    if (!lead.deleted()) {
      assertEquals(edit, TestingDatabase.changes(connection, EDIT, id) == 1, "edit: " + asked);
    }
    movesAlike(connection, viewer, id, lead);
    createsAlike(connection, viewer);
    return toggle;
  }

  /** To whom a lead goes, and from whom: assigned, filed, handed over, or all of it at once. */
  private void movesAlike(Connection connection, Viewer viewer, UUID id, LeadTarget lead)
      throws SQLException {
    for (Move move : List.of(Move.ASSIGN, Move.FILE, Move.TRANSFER, Move.ALL)) {
      boolean all = move == Move.ALL;
      LeadTarget after =
          with(
              lead,
              all || move == Move.TRANSFER ? anybody() : lead.ownerId(),
              all || move == Move.ASSIGN ? maybe(anybody()) : lead.assigneeId(),
              all || move == Move.FILE ? maybe(anyTeam()) : lead.teamId(),
              lead.deleted());
      boolean allowed = LeadPolicy.change(viewer, lead, after) == Decision.ALLOWED;

      int rows =
          TestingDatabase.changes(
              connection, MOVE, after.ownerId().value(), value(after), after.teamId(), id);

      assertEquals(allowed, rows == 1, move + ": " + viewer + " from " + lead + " to " + after);
      if (!after.equals(lead)) {
        count(move, allowed);
      }
    }
  }

  private void createsAlike(Connection connection, Viewer viewer) throws SQLException {
    UserId owner = random.nextInt(4) == 0 ? anybody() : viewer.userId();
    LeadTarget lead =
        new LeadTarget(viewer.tenantId(), owner, maybe(anybody()), maybe(anyTeam()), false);
    boolean allowed = LeadPolicy.create(viewer, lead) == Decision.ALLOWED;

    int rows =
        TestingDatabase.changes(
            connection,
            CREATE,
            viewer.tenantId().value(),
            owner.value(),
            value(lead),
            lead.teamId());

    assertEquals(allowed, rows == 1, viewer + " creates " + lead);
    count(Move.CREATE, allowed);
  }

  private void count(Move move, boolean allowed) {
    (allowed ? moved : kept).merge(move, 1, Integer::sum);
  }

  private static @Nullable UUID value(LeadTarget lead) {
    return lead.assigneeId() == null ? null : lead.assigneeId().value();
  }

  private void makeWorld() {
    PlatformServers.empty();
    leads.clear();
    teams.clear();
    StringBuilder sql = new StringBuilder("set search_path = leads;\n");
    for (TenantId tenant : List.of(ACME, OTHER)) {
      Map<UUID, Set<UserId>> members = new LinkedHashMap<>();
      for (UUID team : List.of(NORTH, SOUTH)) {
        Set<UserId> teammates = new HashSet<>();
        for (int i = 0; i < PEOPLE; i++) {
          if (random.nextInt(3) == 0) {
            teammates.add(user(i));
            sql.append(
                "insert into team_member (tenant_id, team_id, user_id) values ('%s', '%s', '%s');\n"
                    .formatted(tenant, team, user(i)));
          }
        }
        members.put(team, teammates);
      }
      teams.put(tenant, members);
    }
    for (int i = 0; i < LEADS; i++) {
      UUID id = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | i);
      LeadTarget lead =
          new LeadTarget(
              random.nextInt(4) == 0 ? OTHER : ACME,
              anybody(),
              maybe(anybody()),
              maybe(anyTeam()),
              random.nextInt(3) == 0);
      leads.put(id, lead);
      sql.append(insert(id, lead));
    }
    PlatformServers.sql(sql.toString());
  }

  private static String insert(UUID id, LeadTarget lead) {
    return """
    insert into lead (
      tenant_id, id, owner_id, assignee_id, team_id, last_name, status, score, tags, do_not_call,
      do_not_email, deleted_at
    )
    values ('%s', '%s', '%s', %s, %s, 'Any', 'new', 0, '{}', false, false, %s);
    """
        .formatted(
            lead.tenantId(),
            id,
            lead.ownerId(),
            quoted(lead.assigneeId()),
            quoted(lead.teamId()),
            lead.deleted() ? "now()" : "null");
  }

  private List<Viewer> viewers() {
    List<Viewer> viewers = new ArrayList<>();
    for (TenantId tenant : List.of(ACME, OTHER)) {
      for (int i = 0; i < PEOPLE; i++) {
        for (Role role : Role.values()) {
          viewers.add(viewer(tenant, user(i), role));
        }
      }
    }
    return viewers;
  }

  private Viewer viewer(TenantId tenant, UserId user, Role role) {
    if (role != Role.MANAGER) {
      return new Viewer(tenant, user, role, Set.of(), Set.of());
    }
    Set<UUID> own = new HashSet<>();
    Set<UserId> teammates = new HashSet<>();
    teams
        .get(tenant)
        .forEach((team, members) -> {
          if (members.contains(user)) {
            own.add(team);
            teammates.addAll(members);
          }
        });
    return new Viewer(tenant, user, role, own, teammates);
  }

  private static Identity identity(Viewer viewer) {
    return new Identity(
        viewer.tenantId().toString(), viewer.userId().toString(), viewer.role().wireName());
  }

  private static LeadTarget with(
      LeadTarget lead,
      UserId owner,
      @Nullable UserId assignee,
      @Nullable UUID team,
      boolean deleted) {
    return new LeadTarget(lead.tenantId(), owner, assignee, team, deleted);
  }

  private UserId anybody() {
    return user(random.nextInt(PEOPLE));
  }

  private UUID anyTeam() {
    return random.nextBoolean() ? NORTH : SOUTH;
  }

  private <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }

  private static String quoted(@Nullable Object value) {
    return value == null ? "null" : "'" + value + "'";
  }
}
