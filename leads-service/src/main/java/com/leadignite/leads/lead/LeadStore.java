package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The table {@code lead}. */
@Singleton
final class LeadStore {

  private static final String COLUMNS = LeadColumn.list();

  static final String FIND =
      "select\n"
          + COLUMNS
          + """
          , case when $3 then (select my_teams()) end as my_teams,
            case when $3 then (select my_team_mates()) end as my_team_mates
          from lead
          where tenant_id = $1
            and id = $2
          """;

  private static final String TEAMS =
      """
      select
        my_teams() as my_teams,
        my_team_mates() as my_team_mates
      """;

  private static final String INSERT =
      "insert into lead (\n"
          + LeadColumn.list(LeadColumn.INSERTED)
          + ")\nvalues ("
          + IntStream.rangeClosed(1, LeadColumn.INSERTED.size())
              .mapToObj(n -> "$" + n)
              .collect(Collectors.joining(", "))
          + ")\nreturning\n"
          + COLUMNS;

  private static final String UPDATE =
      "update lead\nset\n"
          + IntStream.range(0, LeadColumn.UPDATED.size())
              .mapToObj(n -> "  " + LeadColumn.UPDATED.get(n).column() + " = $" + (n + 4) + ",\n")
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

  private static final String FIND_DUPLICATE =
      """
      select
        id
      from lead
      where tenant_id = $1
        and (
          email_norm = $2
          or (phone_e164 = $3 and phone_extension is not distinct from $4)
        )
        and id is distinct from $5
        and deleted_at is null
      """;

  private final Rows rows;

  LeadStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * The lead if the caller may see it, deleted or not, with the caller as the policy needs them.
   */
  Uni<Optional<Found>> find(Caller.Person caller, UUID id) {
    return rows.as(caller).query(FIND, key(caller, id)).map(found -> seen(found, caller));
  }

  /** The same within a transaction; nobody else changes the lead until it ends. */
  Uni<Optional<Found>> lock(Transaction transaction, Caller.Person caller, UUID id) {
    return transaction
        .query(FIND + "for update of lead", key(caller, id))
        .map(found -> seen(found, caller));
  }

  /**
   * A lead as a service of the platform sees it, deleted or not; likewise nobody else changes it.
   */
  Uni<Optional<Lead>> lock(Transaction transaction, TenantId tenant, UUID id) {
    return transaction
        .query(FIND + "for update of lead", Tuple.of(tenant.value(), id, false))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(LeadRows.lead(found.iterator().next(), tenant)));
  }

  /** The caller with their teams, which are read only if they matter. */
  Uni<Viewer> viewer(Transaction transaction, Caller.Person caller) {
    return caller.role() == Role.MANAGER
        ? transaction
            .query(TEAMS, Tuple.tuple())
            .map(found -> LeadRows.viewer(found.iterator().next(), caller))
        : Uni.createFrom().item(Viewer.alone(caller));
  }

  /** The leads of a page after that place, and one more if there are more. */
  Uni<List<Lead>> list(Caller.Person caller, LeadListing listing, @Nullable Place after) {
    return rows.as(caller)
        .query(
            ListStatement.sql(COLUMNS, caller, listing, after),
            ListStatement.tuple(caller, listing, after))
        .map(found -> {
          List<Lead> leads = new ArrayList<>(found.size());
          found.forEach(row -> leads.add(LeadRows.lead(row, caller.tenantId())));
          return leads;
        });
  }

  /** Inserts a new lead; answers it as it is stored. */
  Uni<Lead> insert(Transaction transaction, TenantId tenant, Lead draft) {
    List<@Nullable Object> values = new ArrayList<>();
    LeadColumn.INSERTED.forEach(column -> values.add(column.parameter(draft)));
    return transaction
        .query(INSERT, Tuple.tuple(values))
        .map(stored -> LeadRows.lead(stored.iterator().next(), tenant));
  }

  /**
   * Stores a changed lead as its next version; empty if its version is no longer the stored one.
   */
  Uni<Optional<Lead>> update(Transaction transaction, TenantId tenant, Lead lead) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(tenant.value());
    values.add(lead.id());
    values.add(lead.version());
    LeadColumn.UPDATED.forEach(column -> values.add(column.parameter(lead)));
    return transaction
        .query(UPDATE, Tuple.tuple(values))
        .map(stored ->
            stored.size() == 0
                ? Optional.empty()
                : Optional.of(LeadRows.lead(stored.iterator().next(), tenant)));
  }

  /** Another lead under that address or that number, as far as the caller may see it. */
  Uni<Optional<UUID>> findDuplicate(
      Caller.Person caller,
      @Nullable String emailNorm,
      PhoneNumbers.@Nullable Parsed phone,
      @Nullable UUID not) {
    PhoneNumbers.Parsed number = Objects.requireNonNullElse(phone, PhoneNumbers.Parsed.NOTHING);
    return rows.as(caller)
        .query(
            FIND_DUPLICATE,
            Tuple.of(caller.tenantId().value(), emailNorm, number.e164(), number.extension(), not))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(found.iterator().next().getUUID("id")));
  }

  private static Tuple key(Caller.Person caller, UUID id) {
    return Tuple.of(caller.tenantId().value(), id, caller.role() == Role.MANAGER);
  }

  private static Optional<Found> seen(RowSet<Row> found, Caller.Person caller) {
    if (found.size() == 0) {
      return Optional.empty();
    }
    Row row = found.iterator().next();
    return Optional.of(
        new Found(LeadRows.lead(row, caller.tenantId()), LeadRows.viewer(row, caller)));
  }

  /** A lead and the caller who sees it. */
  record Found(Lead lead, Viewer viewer) {}
}
