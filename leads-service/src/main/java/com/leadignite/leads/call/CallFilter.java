package com.leadignite.leads.call;

import com.leadignite.guard.time.SqlTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a list of calls may be narrowed by. */
enum CallFilter {
  LEAD_ID("lead_id = $n", CallQuery::leadId),
  DIRECTION("direction = $n", query -> name(query.direction())),
  STATUS("status = $n", query -> name(query.status())),
  OUTCOME("outcome = $n", query -> name(query.outcome())),
  PROVIDER("provider = $n", CallQuery::provider),
  STARTED_FROM("started_at >= $n", query -> SqlTime.utc(query.startedFrom())),
  STARTED_BEFORE("started_at < $n", query -> SqlTime.utc(query.startedBefore()));

  private final String condition;

  // The lambdas hold nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<CallQuery, @Nullable Object> parameter;

  CallFilter(String condition, Function<CallQuery, @Nullable Object> parameter) {
    this.condition = condition;
    this.parameter = parameter;
  }

  /** The condition with its parameter, {@code $n}, at that number. */
  String condition(int number) {
    return condition.replace("$n", "$" + number);
  }

  /** The parameter of the condition; null if the query does not ask for it. */
  @Nullable Object parameter(CallQuery query) {
    return parameter.apply(query);
  }

  private static @Nullable String name(@Nullable CallDirection direction) {
    return direction == null ? null : direction.wireName();
  }

  private static @Nullable String name(@Nullable CallStatus status) {
    return status == null ? null : status.wireName();
  }

  private static @Nullable String name(@Nullable CallOutcome outcome) {
    return outcome == null ? null : outcome.wireName();
  }
}
