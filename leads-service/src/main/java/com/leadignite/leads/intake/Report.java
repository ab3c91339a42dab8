package com.leadignite.leads.intake;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import com.leadignite.leads.call.ReportedCall;
import com.leadignite.leads.lead.LeadKeepers;
import com.leadignite.leads.lead.ReportedLead;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a service reports.
 *
 * @param organizationId the organization that it acts for
 * @param deliveryId the service's id of the report; sent again, it does nothing
 * @param ownerId who owns a lead that is new
 * @param call a call with the lead
 */
@Body
@RegisterForReflection
record Report(
    @Schema(description = "The organization that the service acts for.") @NotNull
        UUID organizationId,
    @Schema(description = "The service's id of the report; sent again, it does nothing.")
        @NotNull
        @Line(max = 200)
        String deliveryId,
    @Schema(description = "Who owns a lead that is new.") @NotNull UUID ownerId,
    @Nullable UUID assigneeId,
    @Nullable UUID teamId,
    @NotNull @Valid ReportedLead lead,
    @Valid @Nullable ReportedCall call) {

  LeadKeepers keepers() {
    return new LeadKeepers(ownerId, assigneeId, teamId);
  }
}
