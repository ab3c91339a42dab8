package com.leadignite.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event as admins see it. */
@Schema(name = "EventView", description = "Something that endpoints are told of")
record EventView(
    UUID id,
    @Schema(examples = "lead.created") String type,
    @Nullable @Schema(description = "What it happened to, for endpoints that keep an order.")
        String orderingKey,
    Instant occurredAt,
    Instant createdAt,
    @Nullable
        @JsonRawValue
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(implementation = Map.class, description = "In answers about one event.")
        String data,
    @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "In answers about one event.")
        List<DeliveryView> deliveries) {

  /** Without the data. */
  @Override
  public String toString() {
    return "EventView[" + id + "]";
  }
}
