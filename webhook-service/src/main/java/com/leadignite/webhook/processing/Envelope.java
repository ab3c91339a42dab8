package com.leadignite.webhook.processing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report as leads-service takes it.
 *
 * @param organizationId whom it is for
 * @param deliveryId ours; sent again under it, the report does nothing
 * @param ownerId who owns a lead that is new
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Envelope(
    UUID organizationId,
    String deliveryId,
    UUID ownerId,
    @Nullable UUID assigneeId,
    @Nullable UUID teamId,
    Report.Lead lead,
    Report.@Nullable Call call) {}
