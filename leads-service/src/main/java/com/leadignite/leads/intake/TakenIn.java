package com.leadignite.leads.intake;

import com.leadignite.leads.lead.UpsertedLead;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a report.
 *
 * @param outcome of the lead
 * @param leadId null if there is none
 * @param callId null if none was recorded
 * @param dropped the members of the lead that could not be used
 */
@Schema(description = "What became of a report")
@RegisterForReflection
record TakenIn(
    UpsertedLead.Outcome outcome,
    @Nullable UUID leadId,
    @Nullable UUID callId,
    List<String> dropped) {

  TakenIn {
    dropped = List.copyOf(dropped);
  }
}
