package com.leadignite.webhook.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint as its admins see it. */
@Schema(description = "An endpoint")
public record EndpointView(
    UUID id,
    @Schema(examples = "https://crm.example.com/hooks/lead-ignite") String url,
    @Nullable String description,
    List<String> eventTypes,
    boolean ordered,
    @Nullable Integer rateLimit,
    int maxConcurrency,
    EndpointState state,
    @Nullable
        @Schema(
            description =
                "Why it is paused or disabled: `admin`, `gone` (it answered 410) or `failing`.")
        String stateReason,
    Instant stateSince,
    @Schema(description = "Attempts that failed since the last that did not.") int failures,
    @Nullable @Schema(description = "When the first of them was.") Instant failingSince,
    @Nullable @Schema(description = "When the next attempt is made, if too many failed in a row.")
        Instant nextProbe,
    Instant createdAt,
    Instant updatedAt,
    @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "The secret that was generated. Only in the answer that created the endpoint, and"
                    + " only if the request had none: store it now.",
            examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        String secret) {

  /**
   * The view of an endpoint.
   *
   * @param secret in the answer that made it and never again
   */
  public static EndpointView of(Endpoint endpoint, @Nullable String secret) {
    EndpointDetails details = endpoint.details();
    return new EndpointView(
        endpoint.id(),
        details.url(),
        details.description(),
        details.eventTypes(),
        details.ordered(),
        details.rateLimit(),
        details.maxConcurrency(),
        endpoint.state(),
        endpoint.stateReason(),
        endpoint.stateSince(),
        endpoint.failures(),
        endpoint.failingSince(),
        endpoint.nextProbe(),
        endpoint.createdAt(),
        endpoint.updatedAt(),
        secret);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "EndpointView[" + id + "]";
  }
}
