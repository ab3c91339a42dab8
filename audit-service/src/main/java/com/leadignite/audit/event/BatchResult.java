package com.leadignite.audit.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a batch. */
@Schema(description = "What became of each event of a batch.")
record BatchResult(
    @Schema(description = "How many events are stored now and were not before.") int accepted,
    @Schema(description = "How many were stored before, with the same content.") int duplicates,
    @Schema(description = "Those that are not stored, and will not be if they are sent again.")
        List<Rejection> rejected) {

  BatchResult {
    rejected = List.copyOf(rejected);
  }

  /** An event that is not stored. */
  @RegisterForReflection
  @Schema(description = "An event that is not stored.")
  record Rejection(
      @Schema(description = "The event's id as it was sent; null if it had none.")
          @Nullable String id,
      @Schema(description = "The members that break a rule, and the rules.") String reason) {}
}
