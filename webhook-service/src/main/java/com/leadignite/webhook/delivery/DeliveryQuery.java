package com.leadignite.webhook.delivery;

import com.leadignite.guard.page.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** The query of a list of deliveries. */
@RegisterForReflection
record DeliveryQuery(
    @Pattern(regexp = "pending|delivered|dead|cancelled")
        @Schema(description = "Those in one state.", examples = "dead")
        @Nullable String state,
    @Schema(description = "How many deliveries the page has at most.")
        @Range(min = 1, max = PageRequest.MAX_LIMIT)
        Integer limit,
    @Schema(description = "Where the page begins: `next` of the page before, same state.")
        @Nullable String cursor) {

  DeliveryQuery {
    limit = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
  }

  /** The page that is asked for. */
  PageRequest page() {
    return PageRequest.of(Integer.toString(limit), cursor);
  }
}
