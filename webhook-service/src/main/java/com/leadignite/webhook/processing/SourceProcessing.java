package com.leadignite.webhook.processing;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the webhooks of a source are processed.
 *
 * @param format how bodies are read; null: as the source's kind says
 * @param ownerId who owns new leads; null: whoever made the source
 */
@Body
@RegisterForReflection
@Schema(description = "How the webhooks of a source are processed")
record SourceProcessing(
    @Schema(description = "How bodies are read; null: as the kind of the source says.")
        @Nullable Format format,
    @Schema(description = "Who owns new leads; null: whoever made the source.")
        @Nullable UUID ownerId,
    @Schema(description = "Who works on new leads.") @Nullable UUID assigneeId,
    @Schema(description = "The team that new leads are filed under.") @Nullable UUID teamId) {

  /** That of a source of which nothing is said. */
  static final SourceProcessing DEFAULT = new SourceProcessing(null, null, null, null);
}
