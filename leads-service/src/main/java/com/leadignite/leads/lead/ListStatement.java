package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.page.Place;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statement of a list, put together from fixed parts: what is sent is only ever a parameter.
 * One statement with {@code ($n is null or …)} for each filter would need no putting together, but
 * its generic plan reads the whole organization instead of a range of an index.
 */
final class ListStatement {

  private ListStatement() {}

  static String sql(
      String columns, Caller.Person caller, LeadListing listing, @Nullable Place after) {
    LeadSort sort = listing.sort();
    StringBuilder sql = new StringBuilder("select\n").append(columns);
    sql.append("from lead\nwhere tenant_id = $1\n");
    sql.append(visible(caller.role()));
    sql.append(listing.deleted() ? "  and deleted_at is not null\n" : "  and deleted_at is null\n");
    int number = 4;
    for (LeadFilter filter : listing.filters().keySet()) {
      sql.append("  and ").append(filter.condition(number)).append('\n');
      number++;
    }
    if (after != null) {
      sql.append("  and (").append(sort.column()).append(", id) ");
      sql.append(listing.descending() ? "<" : ">");
      sql.append(" (").append(sort.placeholder(number)).append(", $").append(number + 1);
      sql.append(")\n");
    }
    String direction = listing.descending() ? " desc" : " asc";
    sql.append("order by ").append(sort.column()).append(direction);
    return sql.append(", id").append(direction).append("\nlimit $3\n").toString();
  }

  static Tuple tuple(Caller.Person caller, LeadListing listing, @Nullable Place after) {
    List<Object> values = new ArrayList<>();
    values.add(caller.tenantId().value());
    values.add(caller.userId().value());
    values.add(listing.page().limit() + 1L);
    for (Map.Entry<LeadFilter, Object> filter : listing.filters().entrySet()) {
      values.add(filter.getValue());
    }
    if (after != null) {
      values.add(listing.sort().parameter(after.key()));
      values.add(after.id());
    }
    return Tuple.tuple(values);
  }

  /**
   * What the policies say of these roles once more: they depend on {@code app.role}, which the
   * planner does not know, so that without this nobody's few leads would be found by an index.
   */
  private static String visible(Role role) {
    return switch (role) {
      case USER -> "  and owner_id = $2::uuid\n";
      case AGENT -> "  and (owner_id = $2::uuid or assignee_id = $2::uuid)\n";
      // $2 has to appear somewhere, or PostgreSQL cannot tell its type.
      case ADMIN, MANAGER, SERVICE, PLATFORM_ADMIN -> "  and $2::uuid is not null\n";
    };
  }
}
