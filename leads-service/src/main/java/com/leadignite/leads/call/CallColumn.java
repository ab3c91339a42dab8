package com.leadignite.leads.call;

import com.leadignite.guard.time.SqlTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the table {@code call}, in the order in which {@link CallRows} reads them: the one
 * list behind every statement and every audit event.
 */
enum CallColumn {
  TENANT_ID(Kind.ONCE, call -> call.tenantId().value()),
  ID(Kind.ONCE, Call::id),
  LEAD_ID(Kind.ONCE, Call::leadId),
  CREATED_BY(Kind.ONCE, Call::createdBy),
  DIRECTION(Kind.CHANGES, call -> call.details().direction().wireName()),
  STATUS(Kind.CHANGES, call -> call.details().status().wireName()),
  OUTCOME(Kind.CHANGES, call -> wireName(call.details().outcome())),
  STARTED_AT(Kind.CHANGES, call -> call.details().startedAt()),
  ENDED_AT(Kind.CHANGES, call -> call.details().endedAt()),
  DURATION_SECONDS(Kind.CHANGES, call -> call.details().durationSeconds()),
  FROM_NUMBER(Kind.CHANGES, call -> call.details().fromNumber()),
  TO_NUMBER(Kind.CHANGES, call -> call.details().toNumber()),
  SUMMARY(Kind.CHANGES, call -> call.details().summary()),
  TRANSCRIPT(Kind.CHANGES, call -> call.details().transcript()),
  RECORDING_URL(Kind.CHANGES, call -> call.details().recordingUrl()),
  COST_MICROS(Kind.CHANGES, call -> call.details().costMicros()),
  CURRENCY(Kind.CHANGES, call -> call.details().currency()),
  PROVIDER(Kind.ONCE, call -> call.provenance().provider()),
  PROVIDER_CALL_ID(Kind.ONCE, call -> call.provenance().providerCallId()),
  ASSISTANT_ID(Kind.CHANGES, call -> call.provenance().assistantId()),
  ASSISTANT_NAME(Kind.CHANGES, call -> call.provenance().assistantName()),
  ENDED_REASON(Kind.CHANGES, call -> call.provenance().endedReason()),
  VERSION(Kind.BY_DATABASE, Call::version),
  CREATED_AT(Kind.BY_DATABASE, Call::createdAt),
  UPDATED_AT(Kind.BY_DATABASE, Call::updatedAt);

  /** When a column takes its value from a call. */
  private enum Kind {
    ONCE,
    CHANGES,
    BY_DATABASE
  }

  /** Those of an insert, in its order. */
  static final List<CallColumn> INSERTED =
      Arrays.stream(values()).filter(column -> column.kind != Kind.BY_DATABASE).toList();

  /** Those of an update, in its order. */
  static final List<CallColumn> UPDATED =
      Arrays.stream(values()).filter(column -> column.kind == Kind.CHANGES).toList();

  /** Those of audit events: what changes, and what a provider calls it. */
  static final List<CallColumn> AUDITED =
      Stream.concat(UPDATED.stream(), Stream.of(PROVIDER, PROVIDER_CALL_ID)).toList();

  private final Kind kind;

  // The lambdas hold nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Call, @Nullable Object> value;

  CallColumn(Kind kind, Function<Call, @Nullable Object> value) {
    this.kind = kind;
    this.value = value;
  }

  /** Columns with commas between them, one a line. */
  static String list(List<CallColumn> columns) {
    return columns.stream()
        .map(CallColumn::column)
        .collect(Collectors.joining(",\n  ", "  ", "\n"));
  }

  /** All of them, for a list: without what was said, which may be long. */
  static String listWithoutTranscript() {
    return list(List.of(values())).replace("transcript", "null::text as transcript");
  }

  /** The name in the table and on the wire. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The call's value as a parameter of a statement. */
  @Nullable Object parameter(Call call) {
    Object its = value.apply(call);
    return its instanceof Instant time ? SqlTime.utc(time) : its;
  }

  /** The call's value as it is in an audit event: of long texts, which stay here, the length. */
  @Nullable Object plain(Call call) {
    Object its = value.apply(call);
    if (its instanceof String text && (this == TRANSCRIPT || this == SUMMARY)) {
      return text.codePointCount(0, text.length()) + " characters";
    }
    return its == null || its instanceof Number ? its : its.toString();
  }

  /** What the value became; it says so if a long text was rewritten and has its length still. */
  @Nullable Object plain(@Nullable Call before, Call after) {
    Object is = plain(after);
    boolean looksAlike = before != null && Objects.equals(is, plain(before));
    return looksAlike && !Objects.equals(value.apply(before), value.apply(after))
        ? is + ", rewritten"
        : is;
  }

  private static @Nullable String wireName(@Nullable CallOutcome outcome) {
    return outcome == null ? null : outcome.wireName();
  }
}
