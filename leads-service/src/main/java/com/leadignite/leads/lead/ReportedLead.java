package com.leadignite.leads.lead;

import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A lead as another system tells of it. The bounds are wide: what leads may not have, such as an
 * address that is none, is dropped and named in the answer.
 *
 * @param id the lead, if it is known which it is
 * @param system the other system, if it has an id of the lead
 * @param externalId that id
 * @param doNotContact whether the person asked for no calls and mails
 */
@RegisterForReflection
public record ReportedLead(
    @Schema(description = "The lead, if it is known which it is.") @Nullable UUID id,
    @Schema(
            description = "The other system, if it has an id of the lead.",
            examples = "gohighlevel")
        @Pattern(regexp = "[a-z][a-z0-9_]{0,39}", message = "must be a name in lower case")
        @Nullable String system,
    @Line(max = 200) @Nullable String externalId,
    @Size(max = 4_000) @Nullable String firstName,
    @Size(max = 4_000) @Nullable String lastName,
    @Size(max = 4_000) @Nullable String company,
    @Size(max = 4_000) @Nullable String title,
    @Size(max = 4_000) @Nullable String email,
    @Size(max = 4_000) @Nullable String phone,
    @Size(max = 4_000) @Nullable String website,
    @Size(max = 4_000) @Nullable String street,
    @Size(max = 4_000) @Nullable String city,
    @Size(max = 4_000) @Nullable String region,
    @Size(max = 4_000) @Nullable String postalCode,
    @Size(max = 4_000) @Nullable String country,
    @Size(max = 4_000) @Nullable String source,
    @Size(max = 4_000) @Nullable String campaign,
    @Size(max = 100) List<@Size(max = 4_000) String> tags,
    @Schema(description = "Whether the person asked for no calls and mails. Never taken back.")
        boolean doNotContact) {

  public ReportedLead {
    tags = List.copyOf(tags);
  }
}
