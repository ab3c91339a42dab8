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

/** Rows of the table {@code lead} as records; they begin with {@link LeadStore}'s columns. */
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
    Cells cells = new Cells(row);
    TenantId tenant = new TenantId(cells.id());
    return new Lead(
        cells.id(),
        tenant,
        new UserId(cells.id()),
        details(cells),
        cells.number(),
        cells.time(),
        cells.time(),
        cells.timeOrNull());
  }

  private static LeadDetails details(Cells cells) {
    return new LeadDetails(
        cells.idOrNull(),
        cells.idOrNull(),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.text(),
        new Address(cells.text(), cells.text(), cells.text(), cells.text(), cells.text()),
        cells.text(),
        cells.text(),
        Optional.ofNullable(cells.text()).flatMap(LeadStatus::of).orElseThrow(),
        cells.text(),
        Math.toIntExact(cells.number()),
        cells.texts(),
        new Consent(
            Optional.ofNullable(cells.text()).flatMap(ConsentBasis::of).orElse(null),
            cells.timeOrNull(),
            cells.flag(),
            cells.flag()));
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
