package com.leadignite.leads.call;

import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call as a provider of voice assistants tells of it.
 *
 * @param provider who reports it
 * @param providerCallId the provider's id of the call; one that is reported again is the same call
 */
@RegisterForReflection
public record ReportedCall(
    @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,39}", message = "must be a name in lower case")
        String provider,
    @NotNull @Line(max = 200) String providerCallId,
    @Line(max = 200) @Nullable String assistantId,
    @Line(max = 200) @Nullable String assistantName,
    @Line(max = 200) @Nullable String endedReason,
    @NotNull @Valid CallDetails details) {

  Provenance provenance() {
    return new Provenance(provider, providerCallId, assistantId, assistantName, endedReason);
  }
}
