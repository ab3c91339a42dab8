package com.leadignite.webhook.delivery;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which dead letters are replayed. */
@Body
@RegisterForReflection
@Schema(description = "Which dead letters are replayed; all that is given has to hold")
record ReplayRequest(
    @Nullable @Schema(description = "Those of one endpoint.") UUID endpointId,
    @Nullable
        @Size(max = 100)
        @Schema(description = "Those of one type.", examples = "lead.created")
        String eventType,
    @Nullable @Schema(description = "Those that were made then or later.") Instant from,
    @Nullable @Schema(description = "Those that were made before.") Instant to) {

  ReplayStore.Filter filter() {
    return new ReplayStore.Filter(endpointId, eventType, from, to);
  }

  /** What was given, for the audit log. */
  Map<String, String> described() {
    Map<String, String> given = new TreeMap<>();
    put(given, "endpoint_id", endpointId);
    put(given, "event_type", eventType);
    put(given, "from", from);
    put(given, "to", to);
    return given;
  }

  private static void put(Map<String, String> given, String name, @Nullable Object value) {
    if (value != null) {
      given.put(name, value.toString());
    }
  }
}
