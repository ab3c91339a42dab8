package com.leadignite.leads.call;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list of few calls does not read all of a large organization's. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class CallListPlanTest {

  private static final UUID TENANT = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
  private static final UUID PERSON = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0002L);
  private static final Pattern REMOVED = Pattern.compile("Rows Removed by Filter: (\\d+)");

  @BeforeEach
  void manyCallsOfOthers() {
    PlatformServers.sql(
        """
        set search_path = leads;
        insert into lead (
          tenant_id, id, owner_id, last_name, status, score, tags, do_not_call, do_not_email
        )
        select '%1$s', gen_random_uuid(), case n when 1 then '%2$s' else gen_random_uuid() end,
          'Any', 'new', 0, '{}', false, false
        from generate_series(1, 3000) as n;
        insert into call (
          tenant_id, id, lead_id, created_by, direction, status, outcome, started_at
        )
        select tenant_id, gen_random_uuid(), id, owner_id, 'inbound', 'completed', 'connected',
          now() - random() * interval '300 days'
        from lead;
        update call set status = 'planned', outcome = 'busy', started_at = '2019-01-01'
        where created_by = '%2$s';
        analyze lead;
        analyze call
        """
            .formatted(TENANT, PERSON));
  }

  @Test
  void aManagersList() throws SQLException {
    assertFew(Role.MANAGER, Map.of(), "");
  }

  @ParameterizedTest
  @CsvSource({"OUTCOME, busy", "STATUS, planned", "PROVIDER, vapi", "STARTED_BEFORE, 2020-01-01"})
  void aRareFilter(CallFilter filter, String value) throws SQLException {
    assertFew(Role.ADMIN, Map.of(filter, value), value);
  }

  private static void assertFew(Role role, Map<CallFilter, Object> filters, String value)
      throws SQLException {
    Identity identity = new Identity(TENANT.toString(), PERSON.toString(), role.wireName());
    String sql =
        CallStore.listing(role, filters, false)
            .replace("$1", "'" + TENANT + "'")
            .replace("$2", "'" + PERSON + "'")
            .replace("$3", "51")
            .replace("$4", "'" + value + "'");
    StringBuilder plan = new StringBuilder();
    try (Connection connection = AppConnection.as(identity, "leads");
        ResultSet lines =
            connection.createStatement().executeQuery("explain (analyze, costs off) " + sql)) {
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
      }
    }
    long removed =
        REMOVED.matcher(plan).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
    assertTrue(removed < 100 && !plan.toString().contains("Seq Scan on call"), plan.toString());
  }
}
