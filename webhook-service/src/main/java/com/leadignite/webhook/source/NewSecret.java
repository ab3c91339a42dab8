package com.leadignite.webhook.source;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A secret that replaces the current one. */
@Body
@RegisterForReflection
@Schema(description = "A secret that replaces the current one")
record NewSecret(
    @Nullable
        @SharedSecret
        @Schema(
            description =
                "What the sender signs with, or its public key. Generated unless given; needed if"
                    + " the provider makes it, as Stripe does.",
            examples = "Vq3cVdU4y0J8mYw2sX1b7hQe5nRk9tLzAoPiGfDjCxE",
            minLength = 20,
            maxLength = 256,
            writeOnly = true)
        String secret,
    @Nullable
        @Range(min = 0, max = NewSecret.MAX_OVERLAP)
        @Schema(
            description =
                "For how long the current secret is still accepted; as the service is configured"
                    + " unless given, usually a day.",
            examples = "3600")
        Integer overlapSeconds) {

  /** Seven days. */
  static final int MAX_OVERLAP = 604_800;

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewSecret[]";
  }
}
