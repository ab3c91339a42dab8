package com.leadignite.webhook.delivery;

import com.leadignite.guard.page.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** The query of a list of events. */
@RegisterForReflection
record EventQuery(
    @Size(max = 100) @Schema(description = "The events of one type.", examples = "lead.created")
        @Nullable String type,
    @Schema(description = "How many events the page has at most.")
        @Range(min = 1, max = PageRequest.MAX_LIMIT)
        Integer limit,
    @Schema(description = "Where the page begins: `next` of the page before, same type.")
        @Nullable String cursor) {

  EventQuery {
    limit = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
  }

  /** The page that is asked for. */
  PageRequest page() {
    return PageRequest.of(Integer.toString(limit), cursor);
  }
}
