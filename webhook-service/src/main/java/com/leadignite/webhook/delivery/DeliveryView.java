package com.leadignite.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event on its way to one endpoint. */
@Schema(name = "DeliveryView", description = "An event on its way to an endpoint")
record DeliveryView(
    UUID id,
    UUID eventId,
    UUID endpointId,
    @Schema(examples = "lead.created") String eventType,
    @Schema(
            description = "`pending`, `delivered`, `dead` (tried in vain) or `cancelled`.",
            examples = "delivered")
        String state,
    @Schema(description = "How many attempts there were since it was made or replayed.")
        int attempts,
    @Nullable @Schema(description = "When the next attempt is due, if it is pending.")
        Instant nextAt,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "In answers about one event; the newest hundred, the oldest first.")
        List<AttemptView> tried) {

  /** An attempt. */
  @Schema(name = "AttemptView", description = "An attempt to deliver an event")
  record AttemptView(
      UUID id,
      Instant at,
      @Schema(description = "How long it took.") int millis,
      @Schema(examples = "delivered") String outcome,
      @Nullable @Schema(description = "What the endpoint answered; null if it did not.")
          Integer status,
      @Nullable @Schema(description = "The beginning of what it answered, without secrets.")
          String response) {

    @Override
    public String toString() {
      return "AttemptView[" + id + "]";
    }
  }
}
