package com.leadignite.webhook.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rotation.
 *
 * @param secret the secret that we made, in this answer and never again; absent if it was given
 * @param previousExpiresAt until when the previous secret is accepted
 */
@Schema(description = "The result of a rotation")
public record RotatedSecret(
    @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "The secret that was generated. Only in this answer, and only if the request had"
                    + " none: store it now.",
            examples = "Vq3cVdU4y0J8mYw2sX1b7hQe5nRk9tLzAoPiGfDjCxE")
        String secret,
    @Schema(description = "Until then the previous secret is accepted too.")
        Instant previousExpiresAt) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "RotatedSecret[" + previousExpiresAt + "]";
  }
}
