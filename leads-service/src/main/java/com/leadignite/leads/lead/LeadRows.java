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

/** Rows of the table {@code lead} as records; they begin with the columns of {@link LeadColumn}. */
final class LeadRows {

  private LeadRows() {}

  /**
   * The lead in a row of an organization that was asked for.
   *
   * @throws IllegalStateException if the row is another organization's, which row-level security
   *     rules out; should it ever fail, the answer is an error and not the row (B8)
   */
  static Lead lead(Row row, TenantId tenant) {
    Lead lead = lead(row);
    if (!lead.tenantId().equals(tenant)) {
      throw new IllegalStateException("a row of another organization came through");
    }
    return lead;
  }

  /** The caller with the teams in the row; null arrays if they do not matter. */
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
    Cells in = new Cells(row);
    TenantId tenant = new TenantId(in.id());
    UUID id = in.id();
    UserId owner = new UserId(in.id());
    UUID assignee = in.idOrNull();
    UUID team = in.idOrNull();
    String firstName = in.text();
    String lastName = in.text();
    String company = in.text();
    String title = in.text();
    String email = in.text();
    String emailNorm = in.text();
    String phone = in.text();
    String phoneE164 = in.text();
    String phoneExtension = in.text();
    String website = in.text();
    String websiteUrl = in.text();
    LeadDetails details =
        new LeadDetails(
            assignee,
            team,
            firstName,
            lastName,
            company,
            title,
            email,
            phone,
            website,
            new Address(in.text(), in.text(), in.text(), in.text(), in.text()),
            in.text(),
            in.text(),
            Optional.ofNullable(in.text()).flatMap(LeadStatus::of).orElseThrow(),
            in.text(),
            Math.toIntExact(in.number()),
            in.texts(),
            new Consent(
                Optional.ofNullable(in.text()).flatMap(ConsentBasis::of).orElse(null),
                in.timeOrNull(),
                in.flag(),
                in.flag()));
    return new Lead(
        id,
        tenant,
        owner,
        details,
        new Normalized(emailNorm, phoneE164, phoneExtension, websiteUrl),
        in.number(),
        in.time(),
        in.time(),
        in.timeOrNull());
  }

  /**
   * A row's cells, one after the other. By position, because the client looks for each name among
   * all the columns: of a page of leads that was a fifth of what an executable did.
   */
  private static final class Cells {

    private final Row row;
    private int next;

    Cells(Row row) {
      this.row = row;
    }

    UUID id() {
      return row.getUUID(next++);
    }

    @Nullable UUID idOrNull() {
      return row.getUUID(next++);
    }

    @Nullable String text() {
      return row.getString(next++);
    }

    long number() {
      return row.getLong(next++);
    }

    boolean flag() {
      return row.getBoolean(next++);
    }

    List<String> texts() {
      return List.of(row.getArrayOfStrings(next++));
    }

    Instant time() {
      return row.getOffsetDateTime(next++).toInstant();
    }

    @Nullable Instant timeOrNull() {
      OffsetDateTime time = row.getOffsetDateTime(next++);
      return time == null ? null : time.toInstant();
    }
  }
}
