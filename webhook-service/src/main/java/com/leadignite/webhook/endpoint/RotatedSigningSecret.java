package com.leadignite.webhook.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The result of a rotation. */
@Schema(description = "The result of a rotation of an endpoint's secret")
public record RotatedSigningSecret(
    @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "The secret that was generated. Only in this answer, and only if the request had"
                    + " none: store it now.",
            examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        String secret,
    @Schema(description = "Until then attempts carry a signature of the previous secret, too.")
        Instant previousExpiresAt) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "RotatedSigningSecret[" + previousExpiresAt + "]";
  }
}
