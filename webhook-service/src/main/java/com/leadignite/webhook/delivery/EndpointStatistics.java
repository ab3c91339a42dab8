package com.leadignite.webhook.delivery;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An endpoint's attempts by the hour. */
@Schema(description = "An endpoint's attempts by the hour")
record EndpointStatistics(
    @Schema(description = "Those of the last 48 hours that had any, the oldest first.")
        List<Hour> hours) {

  EndpointStatistics {
    hours = List.copyOf(hours);
  }

  /** An hour. */
  @Schema(name = "EndpointHour", description = "The attempts of an hour")
  record Hour(
      @Schema(description = "When it began.") Instant hour,
      long delivered,
      long failed,
      @Schema(description = "How long they took on average, in milliseconds.") int millis) {}
}
