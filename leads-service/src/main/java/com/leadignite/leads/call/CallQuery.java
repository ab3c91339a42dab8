package com.leadignite.leads.call;

import com.leadignite.guard.page.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** The query of a list of calls. */
@RegisterForReflection
record CallQuery(
    @Schema(description = "How many calls the page has at most.")
        @Range(min = 1, max = PageRequest.MAX_LIMIT)
        Integer limit,
    @Schema(description = "Where the page begins: `next` of the page before.")
        @Nullable String cursor,
    @Schema(description = "The calls with one lead.") @Nullable UUID leadId,
    @Nullable CallDirection direction,
    @Nullable CallStatus status,
    @Nullable CallOutcome outcome,
    @Pattern(regexp = "[a-z][a-z0-9_]{0,39}", message = "must be a name in lower case")
        @Nullable String provider,
    @Nullable Instant startedFrom,
    @Nullable Instant startedBefore) {

  CallQuery {
    limit = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
  }

  /** The page that is asked for. */
  PageRequest page() {
    return PageRequest.of(Integer.toString(limit), cursor);
  }

  /** What the calls must all meet, with the parameter of each condition. */
  Map<CallFilter, Object> filters() {
    Map<CallFilter, Object> filters = new EnumMap<>(CallFilter.class);
    for (CallFilter filter : CallFilter.values()) {
      Object parameter = filter.parameter(this);
      if (parameter != null) {
        filters.put(filter, parameter);
      }
    }
    return Collections.unmodifiableMap(filters);
  }
}
