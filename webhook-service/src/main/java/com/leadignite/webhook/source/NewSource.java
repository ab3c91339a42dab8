package com.leadignite.webhook.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import com.leadignite.webhook.signature.SchemeSettings;
import com.leadignite.webhook.signature.SourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A source to be created.
 *
 * @param settings as the kind reads them
 */
@Body
@RegisterForReflection
@Schema(description = "A source to be created")
record NewSource(
    @NotNull
        @Line(max = 100)
        @Schema(description = "For people; unique in the organization.", examples = "Dialer")
        String name,
    @NotNull SourceKind kind,
    @Nullable @Schema(implementation = SchemeSettings.class) ObjectNode settings,
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
        String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewSource[" + name + "]";
  }
}
