package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code lead}. */
@Singleton
final class LeadStore {

  /** Listed once for all statements, so that none forgets a column. */
  private static final String COLUMNS =
      """
        tenant_id,
        id,
        owner_id,
        assignee_id,
        team_id,
        first_name,
        last_name,
        company,
        title,
        email,
        email_norm,
        phone,
        phone_e164,
        phone_extension,
        website,
        website_url,
        street,
        city,
        region,
        postal_code,
        country,
        source,
        campaign,
        status,
        status_reason,
        score,
        tags,
        consent_basis,
        consent_at,
        do_not_call,
        do_not_email,
        version,
        created_at,
        updated_at,
        deleted_at
      """;

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
      """
      insert into lead (
        tenant_id,
        owner_id,
        assignee_id,
        team_id,
        first_name,
        last_name,
        company,
        title,
        email,
        email_norm,
        phone,
        phone_e164,
        phone_extension,
        website,
        website_url,
        street,
        city,
        region,
        postal_code,
        country,
        source,
        campaign,
        status,
        status_reason,
        score,
        tags,
        consent_basis,
        consent_at,
        do_not_call,
        do_not_email
      )
      values (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30
      )
      returning
      """
          + COLUMNS;

  private static final String UPDATE =
      """
      update lead
      set
        owner_id = $2,
        assignee_id = $3,
        team_id = $4,
        first_name = $5,
        last_name = $6,
        company = $7,
        title = $8,
        email = $9,
        email_norm = $10,
        phone = $11,
        phone_e164 = $12,
        phone_extension = $13,
        website = $14,
        website_url = $15,
        street = $16,
        city = $17,
        region = $18,
        postal_code = $19,
        country = $20,
        source = $21,
        campaign = $22,
        status = $23,
        status_reason = $24,
        score = $25,
        tags = $26,
        consent_basis = $27,
        consent_at = $28,
        do_not_call = $29,
        do_not_email = $30,
        deleted_at = $31,
        version = version + 1,
        updated_at = now()
      where tenant_id = $1
        and id = $32
        and version = $33
      returning
      """
          + COLUMNS;

  private static final String TWIN =
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

  /** The lead where the caller may see it, deleted or not, with what of them decides about it. */
  Uni<Optional<Seen>> find(Caller.Person caller, UUID id) {
    return rows.as(caller).query(FIND, key(caller, id)).map(found -> seen(found, caller));
  }

  /** The same within a transaction; nobody else changes the lead until it ends. */
  Uni<Optional<Seen>> lock(Transaction transaction, Caller.Person caller, UUID id) {
    return transaction
        .query(FIND + "for update of lead", key(caller, id))
        .map(found -> seen(found, caller));
  }

  /** The caller with their teams, which are asked for only where they matter. */
  Uni<Viewer> viewer(Transaction transaction, Caller.Person caller) {
    return caller.role() == Role.MANAGER
        ? transaction
            .query(TEAMS, Tuple.tuple())
            .map(found -> LeadRows.viewer(found.iterator().next(), caller))
        : Uni.createFrom().item(Viewer.alone(caller));
  }

  /** A page of leads, one more than asked for where there are more. */
  Uni<List<Lead>> list(Caller.Person caller, LeadListing listing) {
    return rows.as(caller)
        .query(ListStatement.sql(COLUMNS, caller, listing), ListStatement.tuple(caller, listing))
        .map(found -> {
          List<Lead> leads = new ArrayList<>(found.size());
          found.forEach(row -> leads.add(LeadRows.lead(row, caller)));
          return leads;
        });
  }

  /** Keeps a new lead of the caller's. */
  Uni<Lead> insert(Transaction transaction, Caller.Person caller, LeadDetails details) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(caller.tenantId().value());
    values.add(caller.userId().value());
    addDetails(values, details);
    return transaction
        .query(INSERT, Tuple.tuple(values))
        .map(stored -> LeadRows.lead(stored.iterator().next(), caller));
  }

  /** Keeps a changed lead under its next version; empty where its version is no longer stored. */
  Uni<Optional<Lead>> update(Transaction transaction, Caller.Person caller, Lead lead) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(caller.tenantId().value());
    values.add(lead.ownerId().value());
    addDetails(values, lead.details());
    values.add(time(lead.deletedAt()));
    values.add(lead.id());
    values.add(lead.version());
    return transaction
        .query(UPDATE, Tuple.tuple(values))
        .map(stored ->
            stored.size() == 0
                ? Optional.empty()
                : Optional.of(LeadRows.lead(stored.iterator().next(), caller)));
  }

  /** Another lead under that address or that number, as far as the caller may see it. */
  Uni<Optional<UUID>> twin(
      Caller.Person caller,
      @Nullable String emailNorm,
      PhoneNumbers.@Nullable Read phone,
      @Nullable UUID not) {
    PhoneNumbers.Read number = Objects.requireNonNullElse(phone, PhoneNumbers.Read.NOTHING);
    return rows.as(caller)
        .query(
            TWIN,
            Tuple.of(caller.tenantId().value(), emailNorm, number.e164(), number.extension(), not))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(found.iterator().next().getUUID("id")));
  }

  private static Tuple key(Caller.Person caller, UUID id) {
    return Tuple.of(caller.tenantId().value(), id, caller.role() == Role.MANAGER);
  }

  private static Optional<Seen> seen(RowSet<Row> found, Caller.Person caller) {
    if (found.size() == 0) {
      return Optional.empty();
    }
    Row row = found.iterator().next();
    return Optional.of(new Seen(LeadRows.lead(row, caller), LeadRows.viewer(row, caller)));
  }

  private static void addDetails(List<@Nullable Object> values, LeadDetails details) {
    values.add(details.assigneeId());
    values.add(details.teamId());
    values.add(details.firstName());
    values.add(details.lastName());
    values.add(details.company());
    values.add(details.title());
    values.add(details.email());
    values.add(details.emailNorm());
    values.add(details.phone());
    values.add(details.phoneE164());
    values.add(details.phoneExtension());
    values.add(details.website());
    values.add(details.websiteUrl());
    values.add(details.address().street());
    values.add(details.address().city());
    values.add(details.address().region());
    values.add(details.address().postalCode());
    values.add(details.address().country());
    values.add(details.source());
    values.add(details.campaign());
    values.add(details.status().wireName());
    values.add(details.statusReason());
    values.add(details.score());
    values.add(details.tags().toArray(String[]::new));
    ConsentBasis basis = details.consent().basis();
    values.add(basis == null ? null : basis.wireName());
    values.add(time(details.consent().obtainedAt()));
    values.add(details.consent().doNotCall());
    values.add(details.consent().doNotEmail());
  }

  private static @Nullable Object time(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  /** A lead and the caller who sees it. */
  record Seen(Lead lead, Viewer viewer) {}
}
