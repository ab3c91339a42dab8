package com.leadignite.leads.call;

import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a call is from that a provider of voice assistants reported.
 *
 * @param provider who reported it; null if a person entered it
 * @param providerCallId the provider's id of the call
 * @param assistantId the provider's id of the assistant that spoke
 * @param endedReason why it ended, in the provider's words
 */
@RegisterForReflection
record Provenance(
    @Schema(description = "Who reported it; null if a person entered it.", examples = "vapi")
        @Pattern(regexp = "[a-z][a-z0-9_]{0,39}", message = "must be a name in lower case")
        @Nullable String provider,
    @Schema(description = "The provider's id of the call.") @Line(max = 200)
        @Nullable String providerCallId,
    @Schema(description = "The provider's id of the assistant that spoke.") @Line(max = 200)
        @Nullable String assistantId,
    @Line(max = 200) @Nullable String assistantName,
    @Schema(description = "Why it ended, in the provider's words.") @Line(max = 200)
        @Nullable String endedReason) {

  /** Of a call that a person entered. */
  static final Provenance NONE = new Provenance(null, null, null, null, null);
}
