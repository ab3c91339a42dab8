package com.leadignite.leads.call;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The table {@code call}. */
@Singleton
final class CallStore {

  private static final String COLUMNS = CallColumn.list(List.of(CallColumn.values()));

  private static final String FIND =
      "select\n"
          + COLUMNS
          + """
          from call
          where tenant_id = $1
            and id = $2
          """;

  private static final String OF_PROVIDER =
      """
      select
        id,
        lead_id
      from call
      where tenant_id = $1
        and provider = $2
        and provider_call_id = $3
      """;

  private static final String INSERT =
      "insert into call (\n"
          + CallColumn.list(CallColumn.INSERTED)
          + ")\nvalues ("
          + IntStream.rangeClosed(1, CallColumn.INSERTED.size())
              .mapToObj(n -> "$" + n)
              .collect(Collectors.joining(", "))
          + ")\nreturning\n"
          + COLUMNS;

  private static final String UPDATE =
      "update call\nset\n"
          + IntStream.range(0, CallColumn.UPDATED.size())
              .mapToObj(n -> "  " + CallColumn.UPDATED.get(n).column() + " = $" + (n + 4) + ",\n")
              .collect(Collectors.joining())
          + """
            version = version + 1,
            updated_at = now()
          where tenant_id = $1
            and id = $2
            and version = $3
          returning
          """
          + COLUMNS;

  private static final String DELETE =
      """
      delete from call
      where tenant_id = $1
        and id = $2
      """;

  // $2 has to appear somewhere, or PostgreSQL cannot tell its type.
  private static final String ANY = "  and $2::uuid is not null\n";

  private final Rows rows;

  CallStore(Rows rows) {
    this.rows = rows;
  }

  /** A call whose lead the caller may see. */
  Uni<Optional<Call>> find(Caller.Person caller, UUID id) {
    return rows.as(caller)
        .query(FIND, Tuple.of(caller.tenantId().value(), id))
        .map(found -> first(found, caller.tenantId()));
  }

  /** The same within a transaction. */
  Uni<Optional<Call>> find(Transaction transaction, TenantId tenant, UUID id) {
    return transaction.query(FIND, Tuple.of(tenant.value(), id)).map(found -> first(found, tenant));
  }

  /** As above; nobody else changes the call until it ends. */
  Uni<Optional<Call>> lock(Transaction transaction, TenantId tenant, UUID id) {
    return transaction
        .query(FIND + "for update of call", Tuple.of(tenant.value(), id))
        .map(found -> first(found, tenant));
  }

  /** The call that a provider calls so. Its lead is locked before it is, as everywhere. */
  Uni<Optional<ReportedCalls.Known>> find(
      Transaction transaction, TenantId tenant, String provider, String providerCallId) {
    return transaction
        .query(OF_PROVIDER, Tuple.of(tenant.value(), provider, providerCallId))
        .map(found -> {
          if (found.size() == 0) {
            return Optional.empty();
          }
          Row row = found.iterator().next();
          return Optional.of(new ReportedCalls.Known(row.getUUID("id"), row.getUUID("lead_id")));
        });
  }

  /**
   * The newest calls that come after the position, without their transcripts.
   *
   * @param filters what they must all meet, with the parameter of each condition
   * @param after the last id of the page before; null for the first page
   */
  Uni<List<Call>> list(
      Caller.Person caller, Map<CallFilter, Object> filters, @Nullable UUID after, int limit) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(caller.tenantId().value());
    values.add(caller.userId().value());
    values.add(limit);
    values.addAll(filters.values());
    if (after != null) {
      values.add(after);
    }
    return rows.as(caller)
        .query(listing(caller.role(), filters, after != null), Tuple.tuple(values))
        .map(found -> {
          List<Call> calls = new ArrayList<>(found.size());
          found.forEach(row -> calls.add(CallRows.call(row, caller.tenantId())));
          return calls;
        });
  }

  /** Put together from fixed parts: what is sent is only ever a parameter. */
  static String listing(Role role, Map<CallFilter, Object> filters, boolean continued) {
    StringBuilder sql = new StringBuilder("select\n").append(CallColumn.listWithoutTranscript());
    sql.append("from call\nwhere tenant_id = $1\n");
    sql.append(filters.containsKey(CallFilter.LEAD_ID) ? ANY : visible(role));
    int number = 4;
    for (CallFilter filter : filters.keySet()) {
      sql.append("  and ").append(filter.condition(number)).append('\n');
      number++;
    }
    if (continued) {
      sql.append("  and id < $").append(number).append('\n');
    }
    return sql.append("order by id desc\nlimit $3\n").toString();
  }

  /**
   * What the policies say of these roles once more, so that the calls with somebody's few leads are
   * found by an index and not among all of the organization's.
   */
  private static String visible(Role role) {
    return switch (role) {
      case USER, AGENT ->
          """
            and lead_id = any(array(
              select id
              from lead
              where tenant_id = $1
                and (owner_id = $2::uuid or assignee_id = $2::uuid)
            ))
          """;
      case MANAGER ->
          """
            and lead_id = any(array(
              select id
              from lead
              where tenant_id = $1
                and (
                  owner_id = $2::uuid
                  or assignee_id = $2::uuid
                  or team_id = any((select my_teams())::uuid[])
                  or owner_id = any((select my_team_mates())::uuid[])
                  or assignee_id = any((select my_team_mates())::uuid[])
                )
            ))
          """;
      case ADMIN, SERVICE, PLATFORM_ADMIN -> ANY;
    };
  }

  /** Inserts a new call; answers it as it is stored. */
  Uni<Call> insert(Transaction transaction, Call call) {
    List<@Nullable Object> values = new ArrayList<>();
    CallColumn.INSERTED.forEach(column -> values.add(column.parameter(call)));
    return transaction
        .query(INSERT, Tuple.tuple(values))
        .map(stored -> CallRows.call(stored.iterator().next(), call.tenantId()));
  }

  /** Stores a call that is locked as its next version. */
  Uni<Call> update(Transaction transaction, Call call) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(call.tenantId().value());
    values.add(call.id());
    values.add(call.version());
    CallColumn.UPDATED.forEach(column -> values.add(column.parameter(call)));
    return transaction
        .query(UPDATE, Tuple.tuple(values))
        .map(stored -> first(stored, call.tenantId()).orElseThrow(CallProblems::notFound));
  }

  /** Deletes a call for good. */
  Uni<Void> delete(Transaction transaction, Call call) {
    return transaction
        .query(DELETE, Tuple.of(call.tenantId().value(), call.id()))
        .invoke(deleted -> {
          if (deleted.rowCount() == 0) {
            throw CallProblems.forbidden();
          }
        })
        .replaceWithVoid();
  }

  private static Optional<Call> first(RowSet<Row> found, TenantId tenant) {
    return found.size() == 0
        ? Optional.empty()
        : Optional.of(CallRows.call(found.iterator().next(), tenant));
  }
}
