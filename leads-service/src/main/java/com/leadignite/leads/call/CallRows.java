package com.leadignite.leads.call;

import com.leadignite.guard.id.TenantId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code call} as records; they begin with the columns of {@link CallColumn}. */
final class CallRows {

  private final Row row;
  private int next;

  private CallRows(Row row) {
    this.row = row;
  }

  /**
   * The call in a row of an organization that was asked for.
   *
   * @throws IllegalStateException if the row is another organization's, which row-level security
   *     rules out; should it ever fail, the answer is an error and not the row (B8)
   */
  static Call call(Row row, TenantId tenant) {
    CallRows in = new CallRows(row);
    if (!tenant.value().equals(in.id())) {
      throw new IllegalStateException("a row of another organization came through");
    }
    return in.call(tenant);
  }

  // Cell after cell: the client looks for each name among all the columns.
  private Call call(TenantId tenant) {
    UUID id = row.getUUID(next++);
    UUID lead = row.getUUID(next++);
    UUID by = id();
    CallDetails details = details();
    Provenance provenance = new Provenance(text(), text(), text(), text(), text());
    return new Call(
        id,
        tenant,
        lead,
        by,
        details,
        provenance,
        row.getLong(next++),
        row.getOffsetDateTime(next++).toInstant(),
        row.getOffsetDateTime(next++).toInstant());
  }

  private CallDetails details() {
    return new CallDetails(
        CallDirection.of(row.getString(next++)).orElseThrow(),
        CallStatus.of(row.getString(next++)).orElseThrow(),
        Optional.ofNullable(text()).flatMap(CallOutcome::of).orElse(null),
        time(),
        time(),
        row.getInteger(next++),
        text(),
        text(),
        text(),
        text(),
        text(),
        row.getLong(next++),
        text());
  }

  private @Nullable UUID id() {
    return row.getUUID(next++);
  }

  private @Nullable String text() {
    return row.getString(next++);
  }

  private @Nullable Instant time() {
    OffsetDateTime time = row.getOffsetDateTime(next++);
    return time == null ? null : time.toInstant();
  }
}
