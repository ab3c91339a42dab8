package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code lead} as records, column by name. */
final class LeadRows {

  private LeadRows() {}

  /**
   * The lead in a row that a caller asked for.
   *
   * @throws IllegalStateException where the row is another organization's, which row-level security
   *     rules out; should it ever fail, the answer is an error and not the row (B8)
   */
  static Lead lead(Row row, Caller.Person caller) {
    Lead lead = lead(row);
    if (!lead.tenantId().equals(caller.tenantId())) {
      throw new IllegalStateException("a row of another organization came through");
    }
    return lead;
  }

  /** The caller with the teams that the row tells of them; null arrays where they do not matter. */
  static Viewer viewer(Row row, Caller.Person caller) {
    return new Viewer(
        caller.tenantId(),
        caller.userId(),
        caller.role(),
        ids(row.getArrayOfUUIDs("my_teams")).collect(Collectors.toUnmodifiableSet()),
        ids(row.getArrayOfUUIDs("my_team_mates"))
            .map(UserId::new)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Stream<UUID> ids(UUID @Nullable [] ids) {
    return ids == null ? Stream.of() : Arrays.stream(ids);
  }

  private static Lead lead(Row row) {
    return new Lead(
        row.getUUID("id"),
        new TenantId(row.getUUID("tenant_id")),
        new UserId(row.getUUID("owner_id")),
        details(row),
        row.getLong("version"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant(),
        instant(row.getOffsetDateTime("deleted_at")));
  }

  private static LeadDetails details(Row row) {
    return new LeadDetails(
        row.getUUID("assignee_id"),
        row.getUUID("team_id"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("company"),
        row.getString("title"),
        row.getString("email"),
        row.getString("email_norm"),
        row.getString("phone"),
        row.getString("phone_e164"),
        row.getString("phone_extension"),
        row.getString("website"),
        row.getString("website_url"),
        new Address(
            row.getString("street"),
            row.getString("city"),
            row.getString("region"),
            row.getString("postal_code"),
            row.getString("country")),
        row.getString("source"),
        row.getString("campaign"),
        LeadStatus.of(row.getString("status")).orElseThrow(),
        row.getString("status_reason"),
        row.getInteger("score"),
        List.of(row.getArrayOfStrings("tags")),
        new Consent(
            Optional.ofNullable(row.getString("consent_basis"))
                .flatMap(ConsentBasis::of)
                .orElse(null),
            instant(row.getOffsetDateTime("consent_at")),
            row.getBoolean("do_not_call"),
            row.getBoolean("do_not_email")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
