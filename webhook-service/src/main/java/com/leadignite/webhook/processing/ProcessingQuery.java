package com.leadignite.webhook.processing;

import com.leadignite.guard.page.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** The query of a list of webhooks by what became of them. */
@RegisterForReflection
record ProcessingQuery(
    @Nullable State state,
    @Schema(description = "The webhooks of one source.") @Nullable UUID sourceId,
    @Schema(description = "How many webhooks the page has at most.")
        @Range(min = 1, max = PageRequest.MAX_LIMIT)
        Integer limit,
    @Schema(description = "Where the page begins: `next` of the page before, same filters.")
        @Nullable String cursor) {

  ProcessingQuery {
    limit = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
  }

  /** The page that is asked for. */
  PageRequest page() {
    return PageRequest.of(Integer.toString(limit), cursor);
  }
}
