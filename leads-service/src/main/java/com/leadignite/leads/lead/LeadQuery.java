package com.leadignite.leads.lead;

import com.leadignite.guard.body.Line;
import com.leadignite.guard.page.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** The query of a list of leads. */
@RegisterForReflection
record LeadQuery(
    @Schema(description = "The order, with - for descending.")
        @Pattern(
            regexp = "-?(created_at|updated_at|last_name|score)",
            message = "must be created_at, updated_at, last_name or score, with - for descending")
        String sort,
    @Schema(description = "How many leads the page has at most.")
        @Range(min = 1, max = PageRequest.MAX_LIMIT)
        Integer limit,
    @Schema(description = "Where the page begins: `next` of the page before.")
        @Nullable String cursor,
    @Schema(description = "The deleted leads instead; for administrators.") boolean deleted,
    @Schema(description = "One or more, with commas between them.") @Size(max = 7)
        List<LeadStatus> status,
    @Nullable UUID ownerId,
    @Nullable UUID assigneeId,
    @Nullable UUID teamId,
    @Line(max = 64) @Nullable String source,
    @MailAddress @Nullable String email,
    @Line(max = 40) @Nullable String phone,
    @Schema(description = "How last names begin, in any case.") @Line(max = 100)
        @Nullable String lastNamePrefix,
    @Nullable Instant createdFrom,
    @Nullable Instant createdBefore,
    @Nullable Instant updatedFrom,
    @Nullable Instant updatedBefore) {

  LeadQuery {
    sort = sort == null ? "-created_at" : sort;
    limit = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
    status = List.copyOf(status);
  }

  /** The page that is asked for. */
  PageRequest page() {
    return PageRequest.of(Integer.toString(limit), cursor);
  }
}
