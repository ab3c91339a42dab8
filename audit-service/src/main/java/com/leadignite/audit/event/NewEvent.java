package com.leadignite.audit.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event as a service sends it, schema version 1. Strict on purpose: what is accepted is kept for
 * years and cannot be corrected.
 */
@Body
@RegisterForReflection
@Schema(description = "Something that happened, in schema version 1.")
record NewEvent(
    @Schema(description = "A UUIDv7 that the sender chose.") @NotNull UUID id,
    @Schema(description = "When it happened, at most an hour ahead.") @NotNull Instant occurredAt,
    @Schema(description = "The organization that it belongs to, if any.") @Nullable UUID tenantId,
    @NotNull @Valid Actor actor,
    @Schema(
            description = "Two to five words, from the general to the special.",
            examples = "lead.updated")
        @NotNull
        @Pattern(
            regexp = "[a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39}){1,4}",
            message = "must be two to five words of a-z, 0-9 and _, joined by dots")
        String action,
    @Schema(description = "What it was done to.") @Size(max = MAX_TARGETS)
        List<@Valid Target> targets,
    @NotNull Outcome outcome,
    @NotNull @Valid Origin context,
    @Schema(
            description =
                "What has changed: up to 100 fields, each with its value `before` and `after`.")
        @Nullable ObjectNode changes,
    @Schema(description = "Anything else: up to 50 members.") @Nullable ObjectNode metadata) {

  /** The most targets of an event. */
  static final int MAX_TARGETS = 20;

  NewEvent {
    targets = List.copyOf(targets);
  }

  /** Who did it. */
  @RegisterForReflection
  @Schema(description = "Who did it.")
  record Actor(
      @Schema(examples = "user") @NotNull @TypeName String type,
      @Identifier @Nullable String id,
      @Size(max = 1000) @Nullable String name,
      @Nullable UUID sessionId) {}

  /** What it was done to. */
  @RegisterForReflection
  @Schema(description = "What it was done to.")
  record Target(
      @Schema(examples = "lead") @NotNull @TypeName String type,
      @NotNull @Identifier String id,
      @Size(max = 1000) @Nullable String name) {}

  /** The request that it was done with. */
  @RegisterForReflection
  @Schema(description = "The service that it happened in, and the request that caused it.")
  record Origin(
      @Schema(examples = "leads-service") @NotNull @TypeName String service,
      @Schema(description = "The client's IP address.") @Size(max = 45) @Nullable String address,
      @Size(max = 4000) @Nullable String userAgent,
      @Identifier @Nullable String requestId) {}
}
